// A badge from a node into somebody's badge book, shown, checked by the node, saved and restored
// in another folder: real processes throughout.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/child_process.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "storage/durable_file.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// Somebody with a folder of their own, who knows nothing of a node but what they are given.
struct Earner {
  TemporaryFolder home;

  Earner() { save("passphrase", "correct horse battery"); }

  std::string path(const std::string& name) const { return (home.path() / name).string(); }
  void save(const std::string& name, const std::string& text) const {
    REQUIRE(storage::save_private_file(path(name), bytes_of(text)));
  }
  /// What the program says, as JSON; a REQUIRE where it does not end with `exit`.
  std::string type(std::vector<std::string> words, const std::string& book = "book",
                   int exit = 0) const {
    words.insert(words.begin(), "wallet");
    words.insert(words.end(), {"--json", "--no-input", "--wallet", path(book), "--passphrase-file",
                               path("passphrase")});
    auto child = cli::ChildProcess::start({.program = WAARMERK,
                                           .words = std::move(words),
                                           .folder = home.path(),
                                           .environment = {"PATH=/usr/bin:/bin"}});
    REQUIRE(child);
    // A passphrase is slow to try on purpose, and slower still under the sanitizers.
    bool is_over = false;
    for (int i = 0; i < 12 && !is_over; ++i)
      is_over = eventually([&] { return !child->is_running(); });
    REQUIRE(is_over);
    REQUIRE_MESSAGE(child->exit_code() == exit, child->err());
    return child->out();
  }
  std::string read(const std::string& name) const {
    const auto bytes = storage::load_private_file(path(name), 1 << 20);
    REQUIRE(bytes);
    return std::string(text_of(*bytes));
  }
};

std::string text_at(const json::Document& document, std::string_view name) {
  const auto value = document.root().find(name);
  REQUIRE(value);
  return std::string(value->string().value_or(""));
}

}  // namespace

TEST_CASE("a badge is offered, received, shown, checked, saved and restored") {
  TrialNode library;
  const auto order = R"({"award":{"achievement":")" + library.define() + R"("}})";
  const auto made = library.caller.post("/v1/offers", order, library.token());
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const auto offer = json::parse(made.body);
  REQUIRE(offer);

  Earner earner;
  earner.save("code", text_at(*offer, "txCode"));
  const auto link = text_at(*offer, "link");
  const auto received =
      earner.type({"receive", link, "--allow-loopback", "--tx-code-file", earner.path("code")});
  CHECK(received.contains(R"("kept":true)"));
  CHECK(received.contains(R"("outcome":"genuine)"));
  const auto after = library.caller.get("/v1/offers/" + text_at(*offer, "id"), library.token());
  CHECK(after.body.contains(R"("state":"issued")"));
  CHECK(after.body.contains(R"("event":"credential_accepted")"));

  // Somebody else who has both codes by now gets nothing: the node knows of no such offer any more.
  earner.type({"receive", link, "--allow-loopback", "--tx-code-file", earner.path("code")}, "thief",
              5);

  const auto shared = json::parse(earner.type({"share", "1", "--challenge", "n-1", "--domain",
                                               "acme.example", "--link", "https://node.example"}));
  REQUIRE(shared);
  CHECK(text_at(*shared, "link").starts_with("https://node.example/check#show="));
  const auto shown = json::print(*shared->root().find("presentation"));
  const auto ask = [&](const std::string& challenge) {
    return library.caller.post("/presentations/verify", R"({"verifiablePresentation":)" + shown +
                                                            R"(,"options":{"challenge":")" +
                                                            challenge +
                                                            R"(","domain":"acme.example"}})");
  };
  const auto verified = ask("n-1");
  CHECK_MESSAGE(verified.body.contains(R"("verified":true)"), verified.body);
  CHECK_FALSE(ask("n-2").body.contains(R"("verified":true)"));

  earner.type({"backup", earner.path("backup.jwe")});
  earner.type(
      {"restore", earner.path("backup.jwe"), "--backup-passphrase-file", earner.path("passphrase")},
      "other");
  CHECK(earner.type({"list"}, "other") == earner.type({"list"}));
  earner.type({"share", "1", "--challenge", "n-1"}, "other");
  CHECK_FALSE(earner.read("backup.jwe").contains("credentialSubject"));

  earner.save("wrong", "another horse battery");
  earner.type(
      {"restore", earner.path("backup.jwe"), "--backup-passphrase-file", earner.path("wrong")},
      "third", 4);
  CHECK_FALSE(std::filesystem::exists(earner.path("third")));
}

}  // namespace waarmerk::tests
