/// What does a store say in XML, and how do we say what we want in it?
///
/// Open first: [dev.lockstep.s3.xml.ListingScan] for the pages of listings, of which there are
/// many, and [dev.lockstep.s3.xml.XmlElement] for all other answers, which are small.
///
/// May touch: object, endpoint. Threads: values may be shared; a scan belongs to one thread.
@NullMarked
package dev.lockstep.s3.xml;

import org.jspecify.annotations.NullMarked;
