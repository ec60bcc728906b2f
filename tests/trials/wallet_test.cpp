// A badge from a node into somebody's badge book, shown, checked by the node, saved and restored
// in another folder: real processes throughout.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/child_process.hpp"
#include "cli/exits.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "storage/durable_file.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// What the program says; a REQUIRE where it does not end with `exit`.
std::string run_here(const TemporaryFolder& folder, std::vector<std::string> words, int exit) {
  auto child = cli::ChildProcess::start({.program = WAARMERK,
                                         .words = std::move(words),
                                         .folder = folder.path(),
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

/// Somebody with a folder of their own, who knows nothing of a node but what they are given.
struct Earner {
  TemporaryFolder home;

  Earner() { save("passphrase", "correct horse battery"); }

  std::string path(const std::string& name) const { return (home.path() / name).string(); }
  void save(const std::string& name, const std::string& text) const {
    REQUIRE(storage::save_private_file(path(name), bytes_of(text)));
  }
  /// As JSON.
  std::string type(std::vector<std::string> words, const std::string& book = "book",
                   int exit = 0) const {
    words.insert(words.begin(), "wallet");
    words.insert(words.end(), {"--json", "--no-input", "--wallet", path(book), "--passphrase-file",
                               path("passphrase")});
    return run_here(home, std::move(words), exit);
  }
  std::string read(const std::string& name) const {
    const auto bytes = storage::load_private_file(path(name), 1 << 20);
    REQUIRE(bytes);
    return std::string(text_of(*bytes));
  }
};

/// Whoever runs a node types at its machine.
struct Operator {
  explicit Operator(const TrialNode& node) : config(node.organisation.config().string()) {
    REQUIRE(storage::save_private_file(token, bytes_of(node.token())));
  }
  std::string type(std::vector<std::string> words, int exit = 0) const {
    words.insert(words.begin(), "badge");
    words.insert(words.end(), {"--json", "--config", config, "--token-file", token});
    return run_here(desk, std::move(words), exit);
  }

  TemporaryFolder desk;
  std::string config;
  std::string token = (desk.path() / "token").string();
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

TEST_CASE("an SD-JWT VC is offered, taken, asked for, shown claim by claim, revoked, and seen so") {
  TrialNode library;
  const Operator desk(library);
  const Earner earner;
  const auto definition = library.define();
  const auto offer = json::parse(desk.type({"offer", definition, "--format", "dc+sd-jwt",
                                            "--narrative", "Twelve evenings at the desk."}));
  REQUIRE(offer);
  earner.save("code", text_at(*offer, "txCode"));
  const auto received = earner.type({"receive", text_at(*offer, "interaction"), "--allow-loopback",
                                     "--tx-code-file", earner.path("code")});
  CHECK(received.contains(R"("kept":true)"));
  CHECK(received.contains(R"("outcome":"genuine)"));

  // What the node asks for in plain words is met by its own badge in this form too.
  const auto show = [&](int exit) {
    const auto asked =
        json::parse(desk.type({"ask", "--achievement", definition, "--purpose", "A place here"}));
    REQUIRE(asked);
    const auto told =
        earner.type({"present", text_at(*asked, "interaction"), "--allow-loopback", "--yes"});
    CHECK_MESSAGE(told.contains(R"("achievement.id")"), told);
    CHECK_FALSE(told.contains(R"("narrative")"));  // that of this person
    return desk.type({"asked", text_at(*asked, "id")}, exit);
  };
  const auto good = show(0);
  CHECK_MESSAGE(good.contains(R"("accepted":true)"), good);
  CHECK(good.contains("badge_dc_sd_jwt"));
  CHECK(good.contains(R"("holder":"did:key:)"));
  CHECK_FALSE(good.contains("Twelve evenings"));

  const auto badge =
      library.caller.get("/v1/offers/" + text_at(*offer, "id"), library.token()).text("badge");
  desk.type({"revoke", badge, "--reason", "a mistake"});
  const auto revoked = show(static_cast<int>(cli::Exit::bad_presentation));
  CHECK(revoked.contains(R"("accepted":false)"));
  CHECK_MESSAGE(revoked.contains("revoked"), revoked);
  // And whoever holds it sees it, by the token of its list.
  earner.type({"show", "1", "--check", "--allow-loopback"}, "book",
              static_cast<int>(cli::Exit::revoked));
}

}  // namespace waarmerk::tests
