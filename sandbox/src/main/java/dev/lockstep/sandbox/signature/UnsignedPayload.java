package dev.lockstep.sandbox.signature;

/// What becomes of bodies that come without their hash, as `UNSIGNED-PAYLOAD`.
public enum UnsignedPayload {
  TAKEN,
  REFUSED
}
