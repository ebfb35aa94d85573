package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectRef;

/// An upload in progress.
public record MultipartUpload(ObjectRef target, String uploadId) {}
