// A mirror is a folder behind a web server that knows nothing of us: real nodes, a real socket.
#include <doctest/doctest.h>

#include <string>

#include "storage/file_tree.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// Hands out files, and does not heed what stands behind a question mark.
class FileHost {
 public:
  std::string url() const { return "http://localhost:" + std::to_string(server_.port()); }
  std::string folder() const { return (folder_ / "root").string(); }

 private:
  static node::Task<node::http::Response> hand_out(std::string root, node::http::Request request) {
    const storage::FileTree files(root);
    const auto file = files.read(std::string(request.path()).substr(1), 16 << 20);
    node::http::Response response;
    response.status = file && *file ? 200 : 404;
    if (response.status == 200) response.body = std::string(text_of(**file));
    co_return response;
  }

  TemporaryFolder folder_;
  LiveServer server_{[root = folder()](node::http::Request request) {
    return hand_out(root, std::move(request));
  }};
};

bool export_mirror(const TrialNode& node, const FileHost& host) {
  return run_program({WAARMERK, "node", "export-mirror", host.folder(), "--config",
                      node.organisation.config().string()}) == 0;
}

}  // namespace

TEST_CASE("badges are judged by a folder of files when their issuer's node is gone") {
  TrialNode library({.did = DidForm::key});
  const FileHost host;
  const auto achievement = library.define();
  const auto kept = library.award(achievement);
  const auto revoked = library.award(achievement);
  REQUIRE(export_mirror(library, host));
  TrialNode employer({.name = "Werkgever", .peers = {host.url()}});
  const auto feed = library.feed();
  REQUIRE(employer.catches_up_with(library));
  CHECK(employer.verdict_code(revoked.credential) == "badge.genuine");
  library.change(revoked, "revoke");
  REQUIRE(export_mirror(library, host));
  const auto head = library.head_of(feed);
  library.process.kill();
  library.organisation.destroy();
  REQUIRE(employer.comes_to_hold(feed, head));
  CHECK(employer.verdict_code(revoked.credential) == "badge.revoked");
  const auto verdict = employer.verify(kept.credential);
  CHECK(verdict.text("verdict.code") == "badge.genuine");
  CHECK(verdict.text("verdict.status.source") == "gossip");
  CHECK(verdict.flag("verdict.phonedHome") == false);
}

}  // namespace waarmerk::tests
