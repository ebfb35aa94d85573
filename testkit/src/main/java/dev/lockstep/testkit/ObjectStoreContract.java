package dev.lockstep.testkit;

/// All that a store has to do. See [StoreUnderTest] for what a class that runs it has to bring.
///
/// An overriding test needs its own `@Test`: JUnit doesn't inherit it.
public interface ObjectStoreContract
    extends BucketContract,
        WriteContract,
        ReadContract,
        ConditionContract,
        AttributeContract,
        ChecksumContract,
        AwkwardKeyContract,
        ListingContract,
        CopyContract,
        MultipartContract,
        UploadChecksumContract,
        UploadListingContract,
        TagContract,
        VersionContract,
        LockContract,
        AclContract,
        DeleteContract {}
