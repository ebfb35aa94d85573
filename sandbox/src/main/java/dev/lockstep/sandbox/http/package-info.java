/// How do requests arrive and answers leave? HTTP/1.1 that passes targets and headers untouched.
///
/// Open first: [dev.lockstep.sandbox.http.HttpServer], then
/// [dev.lockstep.sandbox.http.HttpConnection].
///
/// May touch: content. Threads: each connection has a virtual thread of its own, which reads,
/// answers and writes; a request belongs to it.
@NullMarked
package dev.lockstep.sandbox.http;

import org.jspecify.annotations.NullMarked;
