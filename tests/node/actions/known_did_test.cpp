#include "node/actions/known_did.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/memory_records.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::WebvhHistory;

constexpr std::string_view witness_list =
    R"("witness":{"threshold":1,"witnesses":[{"id":"did:key:)";

did::Did did_of(const WebvhHistory& history) { return did::Did::parse(history.did()).value(); }

/// The line of `number`, from 1.
std::string line_of(const WebvhHistory& history, int number) {
  std::string_view text = history.text();
  for (; number > 1; --number) text.remove_prefix(text.find('\n') + 1);
  return std::string(text.substr(0, text.find('\n')));
}

struct Memory {
  Result<did::DocumentHistory> keep(const WebvhHistory& history) {
    auto documents = did::DocumentHistory::of(did_of(history), history.log());
    REQUIRE(documents);
    const Resolved resolved{.documents = *documents, .texts = did::WebvhTexts{history.text(), ""}};
    storage::Batch rows;
    auto kept =
        DidKeeper(records.store, rows).keep(did_of(history), resolved, {"https", history.now()});
    records.write(rows);
    return kept;
  }
  bool add(const WebvhHistory& history, int number, const std::string& witnesses = "[]") {
    storage::Batch rows;
    DidKeeper keeper(records.store, rows);
    const auto added = keeper.add_line(did_of(history), {line_of(history, number), witnesses},
                                       {"gossip", history.now()});
    REQUIRE(added);
    records.write(rows);
    return *added;
  }
  std::size_t versions(const WebvhHistory& history) const {
    const auto known = find_documents(records.store, did_of(history));
    REQUIRE(known);
    return *known ? (*known)->documents.versions().size() : 0;
  }
  std::string source(const WebvhHistory& history) const {
    return (*find_documents(records.store, did_of(history)))->source;
  }

  tests::MemoryRecords records;
};

}  // namespace

TEST_CASE("a history is kept whole, and comes back as it was") {
  Memory memory;
  WebvhHistory history;
  REQUIRE(history.add("{}", 1, history.document_with("key-2", 101)));
  CHECK(memory.versions(history) == 0);
  CHECK(get_documents(memory.records.store, did_of(history)).error().code == did::not_found);
  REQUIRE(memory.keep(history));
  CHECK(memory.versions(history) == 2);
  CHECK(memory.source(history) == "https");
  const auto documents = get_documents(memory.records.store, did_of(history));
  REQUIRE(documents);
  CHECK(documents->is_dated());
  CHECK(documents->newest()->find_method(history.did() + "#key-2") != nullptr);
}

TEST_CASE("a history grows, and never gets shorter or another") {
  Memory memory;
  WebvhHistory history;
  const WebvhHistory early = history;
  WebvhHistory fork = history;
  REQUIRE(history.add("{}", 1));
  REQUIRE(fork.add("{}", 1, fork.document_with("key-6", 106)));
  REQUIRE(memory.keep(early));
  REQUIRE(memory.keep(history));
  CHECK(memory.versions(history) == 2);
  CHECK(memory.keep(early)->versions().size() == 2);
  const auto answered = memory.keep(fork);
  REQUIRE(answered);
  CHECK(answered->newest()->find_method(history.did() + "#key-6") == nullptr);
  CHECK(memory.versions(history) == 2);
}

TEST_CASE("lines make a history one by one, in their order, each once") {
  Memory memory;
  WebvhHistory history;
  REQUIRE(history.add("{}", 1));
  REQUIRE(history.add("{}", 1, history.document_with("key-2", 101)));
  CHECK_FALSE(memory.add(history, 2));
  CHECK(memory.add(history, 1));
  CHECK_FALSE(memory.add(history, 3));
  CHECK(memory.add(history, 2));
  CHECK(memory.add(history, 2));
  CHECK(memory.add(history, 3));
  CHECK_FALSE(memory.add(history, 1));
  CHECK(memory.versions(history) == 3);
  CHECK(memory.source(history) == "gossip");
}

TEST_CASE("several lines of one batch follow each other") {
  Memory memory;
  WebvhHistory history;
  REQUIRE(history.add("{}", 1));
  storage::Batch rows;
  DidKeeper keeper(memory.records.store, rows);
  for (const int number : {1, 2}) {
    CHECK(*keeper.add_line(did_of(history), {line_of(history, number), "[]"},
                           {"gossip", history.now()}));
  }
  memory.records.write(rows);
  CHECK(memory.versions(history) == 2);
}

TEST_CASE("a line that nobody signed for this DID is not kept") {
  Memory memory;
  WebvhHistory history;
  REQUIRE(memory.add(history, 1));
  WebvhHistory fork = history;
  CHECK_FALSE(fork.add("{}", 2));  // not with a key that may
  REQUIRE(fork.add("{}", 1));
  const auto forged =
      tests::replaced_all(line_of(fork, 2), tests::multikey(100), tests::multikey(101));
  storage::Batch rows;
  DidKeeper keeper(memory.records.store, rows);
  CHECK_FALSE(*keeper.add_line(did_of(history), {forged, "[]"}, {"gossip", fork.now()}));
  CHECK_FALSE(*keeper.add_line(did_of(history), {"{}", "[]"}, {"gossip", fork.now()}));
  CHECK_FALSE(*keeper.add_line(did_of(history), {line_of(fork, 2), "no"}, {"gossip", fork.now()}));
  CHECK(*keeper.add_line(did_of(history), {line_of(fork, 2), "[]"}, {"gossip", fork.now()}));
}

TEST_CASE("a line with witnesses counts once they confirm it") {
  Memory memory;
  const WebvhHistory history(std::string(witness_list) + tests::multikey(11) + "\"}]}");
  const auto id = history.log().entries().front().version_id;
  CHECK_FALSE(memory.add(history, 1));
  CHECK_FALSE(memory.add(history, 1, "[" + tests::confirmation(id, 12) + "]"));
  CHECK(memory.add(history, 1, "[" + tests::confirmation(id, 11) + "]"));
  CHECK(memory.versions(history) == 1);
}

TEST_CASE("a document of a DID without a history is kept as it is") {
  tests::MemoryRecords records;
  const auto did = did::Did::parse("did:web:school.example").value();
  const auto document = did::read_document(R"({"id":"did:web:school.example"})").value();
  storage::Batch rows;
  REQUIRE(DidKeeper(records.store, rows).keep(did, {.documents = document}, {"https", {1'000}}));
  records.write(rows);
  const auto known = find_documents(records.store, did);
  REQUIRE(*known);
  CHECK_FALSE((*known)->documents.is_dated());
  CHECK((*known)->as_of == UnixTime{1'000});
  CHECK(size_of({.documents = document}) == document.source().text().size());
  CHECK(get_documents(
      records.store,
      did::Did::parse("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").value()));
}

}  // namespace waarmerk::node::actions
