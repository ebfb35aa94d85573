/// What do AWS's own configuration files and environment say about a store?
///
/// Open first: [dev.lockstep.s3.profile.AwsConfiguration]. A profile with plain keys is read by two
/// small files of ours; AWS's SDK, which takes its time to start, is loaded for all other kinds.
///
/// May touch: sign. Threads: values may be shared; a [dev.lockstep.s3.sign.CredentialSource] may be
/// asked by any thread.
@NullMarked
package dev.lockstep.s3.profile;

import org.jspecify.annotations.NullMarked;
