/// How is a request signed, and with whose keys? AWS Signature Version 4, by hand.
///
/// Open first: [dev.lockstep.s3.sign.Signer], then [dev.lockstep.s3.sign.AwsCredentials].
///
/// May touch: wire, for the text that it writes. Threads: values may be shared; a
/// [dev.lockstep.s3.sign.Signer] belongs to one thread at a time.
@NullMarked
package dev.lockstep.s3.sign;

import org.jspecify.annotations.NullMarked;
