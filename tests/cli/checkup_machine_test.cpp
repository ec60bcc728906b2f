// Tests of the checkup of a machine.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "cli/checkup.hpp"
#include "tests/support/office.hpp"
#include "tests/support/test_certificate.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;

struct Room {
  tests::Office office;
  Workspace workspace = office.desk.make_workspace();
  NodeFiles files =
      find_node_files(Args::parse({.options = with_node({})}, {}).value(), workspace).value();

  Observation of(std::string_view what) const {
    const auto found = examine_machine(files, workspace);
    const auto at = std::ranges::find(found, what, &Observation::what);
    REQUIRE(at != found.end());
    return *at;
  }
  Health health(std::string_view what) const { return of(what).health; }
};

}  // namespace

TEST_CASE("a new organisation is well, but for a passphrase that lies beside its keys") {
  const Room room;
  for (const auto* what : {"store", "keys", "token", "certificate"}) {
    CHECK_MESSAGE(room.health(what) == Health::good, what);
  }
  CHECK(room.health("passphrase") == Health::note);
  CHECK_FALSE(room.of("passphrase").advice.empty());
}

TEST_CASE("a clock that is before all this was written is wrong") {
  Room room;
  room.office.desk.clock.set({});
  CHECK(room.health("clock") == Health::bad);
}

TEST_CASE("what others may read, and what is gone, is bad") {
  Room room;
  const fs::path folder = room.office.folder();
  for (const auto* name : {"admin.token", "keys.vault", "passphrase"}) {
    fs::permissions(folder / name, fs::perms::others_read, fs::perm_options::add);
  }
  for (const auto* what : {"token", "keys", "passphrase"}) {
    CHECK_MESSAGE(room.health(what) == Health::bad, what);
    CHECK_FALSE(room.of(what).advice.empty());
  }
  fs::remove_all(folder);
  for (const auto* what : {"disk", "store", "keys", "passphrase"}) {
    CHECK_MESSAGE(room.health(what) == Health::bad, what);
  }
  CHECK(room.health("token") == Health::note);
}

TEST_CASE("a certificate is judged by its dates") {
  Room room;
  room.files.config.tls.certificate = room.office.home() + "/tls.pem";
  CHECK(room.health("certificate") == Health::bad);
  const auto pem = tests::make_certificate("localhost").certificate_pem;
  REQUIRE(room.workspace.write_file(room.files.config.tls.certificate, pem));
  CHECK(room.health("certificate") == Health::bad);  // made today, and the clock is another day's
  CHECK(room.of("certificate").advice.contains("SIGHUP"));
}

}  // namespace waarmerk::cli
