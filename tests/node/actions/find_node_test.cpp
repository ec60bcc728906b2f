#include "node/actions/find_node.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "node/actions/known_did.hpp"
#include "node/actions/own_document.hpp"
#include "node/actions/peer_url.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::NodeMethod;
using tests::TestNode;

const std::string site = "https://library.example";

/// Answers from a list, and remembers what it was asked.
class CannedNames final : public fetch::TxtRecords {
 public:
  Task<Result<std::vector<std::string>>> find_txt(std::string name) override {
    asked.push_back(std::move(name));
    co_return records;
  }
  std::vector<std::string> records;
  std::vector<std::string> asked;
};

struct Search {
  Result<FoundNode> find(const std::string& place) {
    did::ResolutionOptions options{.now = library.clock.now() + minute_ms};
    return tests::run_task(find_node(place, {fetcher, &names, options}));
  }
  std::string found_by(const std::string& place) {
    const auto found = find(place);
    return found ? std::string(print_found_by(found->by)) + " " + found->url
                 : std::string(found.error().code.name);
  }
  void show_history() {
    fetcher.answer(site + "/.well-known/did.jsonl", 200,
                   get_log(library.memory.store, library.self.did)->log);
  }
  void show_document() {
    const auto document = write_parallel_document(library.self.did, library.self.document.source());
    fetcher.answer(site + "/.well-known/did.json", 200, std::string(document->text()));
  }
  void describe(const std::string& endpoint) {
    fetcher.answer(site + "/.well-known/bot.json", 200, R"({"endpoint":")" + endpoint + "\"}");
  }

  TestNode library{"library.example", 1, NodeMethod::webvh};
  tests::CannedFetcher fetcher;
  CannedNames names;
};

}  // namespace

TEST_CASE("each way is tried behind the one before, and it is told which one answered") {
  Search search;
  search.names.records = {"v=spf1 -all", "v=bot1; uri=https://dns.example/bot/1"};
  CHECK(search.found_by("library.example") == "dns https://dns.example");
  CHECK(search.names.asked == std::vector<std::string>{"_bot.library.example"});
  search.describe("https://node.example/w/bot/1");
  CHECK(search.found_by("library.example") == "bot.json https://node.example/w");
  search.show_document();
  CHECK(search.found_by("library.example") == "did:web https://library.example");
  search.show_history();
  CHECK(search.found_by("library.example") == "did:webvh https://library.example");
  CHECK(search.names.asked.size() == 1);
}

TEST_CASE("a DID says itself where its node is") {
  Search search;
  search.show_history();
  search.show_document();
  CHECK(search.found_by(search.library.self.did.text()) == "did:webvh https://library.example");
  CHECK(search.found_by("did:web:library.example") == "did:web https://library.example");
  CHECK(search.found_by("did:web:school.example") == "peer.no_node");
  CHECK(search.found_by("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK") ==
        "peer.no_node");
  CHECK(search.found_by("did:") == "did.malformed");
  CHECK(search.names.asked.empty());
}

TEST_CASE("where nobody answers it is told what each said") {
  Search search;
  const auto found = search.find("library.example");
  REQUIRE_FALSE(found);
  CHECK(found.error().code == no_node);
  for (const auto* way : {"did:webvh:", "did:web:", "bot.json:", "dns: no record"}) {
    CHECK(found.error().detail.contains(way));
  }
}

TEST_CASE("nobody leads us to an address that may not be asked") {
  Search search;
  for (const std::string bad : {"https://10.0.0.1/bot/1", "http://node.example/bot/1",
                                "https://localhost/bot/1", "ftp://node.example", "nonsense"}) {
    search.describe(bad);
    search.names.records = {"v=bot1; uri=" + bad};
    CHECK(search.found_by("library.example") == "peer.no_node");
  }
}

TEST_CASE("a history of another place is not believed to be that of this one") {
  Search search;
  TestNode other("school.example", 2, NodeMethod::webvh);
  search.fetcher.answer(site + "/.well-known/did.jsonl", 200,
                        get_log(other.memory.store, other.self.did)->log);
  CHECK(search.found_by("library.example") == "peer.no_node");
}

TEST_CASE("what is no domain is refused, and asked nobody") {
  Search search;
  for (const std::string place :
       {"library.example/path", "library", "10.0.0.1", "me@library.example", "library.example?x",
        "localhost", "", "LIBRARY.example#a"}) {
    CHECK_FALSE(search.find(place));
  }
  CHECK(search.fetcher.asked().empty());
  CHECK(search.names.asked.empty());
}

TEST_CASE("a record says with which version it is written, and where the node is") {
  CHECK(read_bot_record("v=bot1; uri=https://a.example/bot/1") == "https://a.example/bot/1");
  CHECK(read_bot_record("v=bot1;x=y;uri=https://a.example ; z") == "https://a.example");
  for (const auto* other : {"", "v=bot1", "v=bot1;", "v=bot10; uri=https://a.example",
                            "uri=https://a.example", "v=bot2; uri=https://a.example",
                            "v=bot1; URI=https://a.example", "v=bot1; uri=https://a.ex\xc3\xa4"}) {
    CHECK(read_bot_record(other) == std::nullopt);
  }
}

TEST_CASE("of several records the one that comes first by its bytes counts, in whatever order") {
  Search search;
  search.names.records = {"v=bot1; uri=https://b.example", "v=bot1; uri=https://a.example"};
  CHECK(search.found_by("library.example") == "dns https://a.example");
  search.names.records = {"v=bot1; uri=https://10.0.0.1", "v=bot1; uri=https://b.example"};
  CHECK(search.found_by("library.example") == "dns https://b.example");
}

}  // namespace waarmerk::node::actions
