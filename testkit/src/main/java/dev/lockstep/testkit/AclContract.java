package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Access control lists of objects.
public interface AclContract extends StoreUnderTest {
  Grant EVERYBODY_READS =
      new Grant(new Grantee.Group("http://acs.amazonaws.com/groups/global/AllUsers"), "READ");

  @Test
  default void theOwnerHasFullControl() {
    put("a", "x");
    AccessControl acl = store().fetchAcl(ref("a"));

    assertThat(acl.ownerId()).isNotEmpty();
    assertThat(acl.grants())
        .containsExactly(new Grant(new Grantee.CanonicalUser(acl.ownerId()), "FULL_CONTROL"));
  }

  @Test
  default void aListThatWasSetIsRead() {
    put("a", "x");
    AccessControl before = store().fetchAcl(ref("a"));
    List<Grant> grants = new ArrayList<>(before.grants());
    grants.add(EVERYBODY_READS);
    store().putAcl(ref("a"), new AccessControl(before.ownerId(), grants));

    assertThat(store().fetchAcl(ref("a")).grants()).containsExactlyInAnyOrderElementsOf(grants);
  }

  @Test
  default void theListOfAMissingObjectIsMissing() {
    assertThat(StoreUnderTest.failureOf(() -> store().fetchAcl(ref("absent"))))
        .isInstanceOf(StoreFailure.Missing.class);
  }
}
