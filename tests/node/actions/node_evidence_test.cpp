#include "node/actions/node_evidence.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/records/dids.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Source;
using tests::list_of;
using tests::run_task;
using tests::TestNode;

const std::string list_place = "https://library.example/status/1";
const std::string document_place = "https://library.example/.well-known/did.json";

/// A library, and an employer who is asked about it.
struct Pair {
  /// The employer took all that the library published.
  void replicate() {
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library))));
  }
  /// The library's host answers.
  void open_host(const tests::ListWish& wish = {}) {
    employer.fetcher.answer(document_place, 200,
                            std::string(library.self.document.source().text()));
    employer.fetcher.answer(list_place, 200, list_of(library, wish));
  }
  Answer<DidEvidence> document() { return run_task(employer.evidence.find_did(library.self.did)); }
  Answer<ListEvidence> list() {
    return run_task(employer.evidence.find_status_list({list_place, library.self.did.text()}));
  }
  std::size_t asked() const { return employer.fetcher.asked().size(); }
  void pass(std::int64_t ms) {
    employer.clock.advance(ms);
    library.clock.advance(ms);
  }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
};

}  // namespace

TEST_CASE("what came by the feed answers, and nobody is asked") {
  Pair pair;
  pair.replicate();
  pair.open_host();
  const auto document = pair.document();
  REQUIRE(document);
  CHECK(document->from.source == Source::gossip);
  const auto list = pair.list();
  REQUIRE(list);
  CHECK(list->from.source == Source::gossip);
  const auto head = pair.library.memory.records.feeds.head(pair.library.self.feed);
  CHECK(list->from.last_heard == head->ts);
  REQUIRE(list->from.place);
  const auto entry = pair.library.memory.records.feeds.headers(
      pair.library.self.feed, 0, {list->from.place->seq, list->from.place->seq}, 1);
  CHECK(entry.at(0).type == feed::EntryType::status);
  CHECK(list->from.issuer.liveness == credential::Liveness::live);
  CHECK(pair.asked() == 0);
}

TEST_CASE("a list that came by the web has no place in the feed of its issuer") {
  Pair pair;
  pair.open_host();
  REQUIRE(pair.document());
  const auto list = pair.list();
  REQUIRE(list);
  CHECK_FALSE(list->from.place);
  CHECK(list->from.issuer.liveness == credential::Liveness::unknown);
}

TEST_CASE("of a list that is kept only the entries that are needed are read") {
  Pair pair;
  const auto badge = pair.library.award(pair.library.define("Taalmaatje"));
  REQUIRE(run_task(change_status(pair.library.ports, {.badge_id = tests::id_of(badge)})));
  pair.replicate();
  pair.open_host();
  const auto entry = credential::read_status_entry(
      *badge.root().find("credentialStatus")->elements().begin(), "$");
  REQUIRE(entry);
  credential::NeedStatusList need{.url = entry->list_url,
                                  .issuer = pair.library.self.did.text(),
                                  .places = {{entry->index}, {entry->index ^ 1}, {9'999'999}}};
  const auto find = [&] { return run_task(pair.employer.evidence.find_status_list(need)); };
  const auto found = find();
  REQUIRE(found);
  REQUIRE(found->stored);
  CHECK(found->from.source == Source::gossip);
  using Values = std::vector<std::optional<std::uint64_t>>;
  CHECK(found->stored->values == Values{1, 0, std::nullopt});
  CHECK(found->stored->issuer == need.issuer);
  need.as_signed = true;
  const auto whole = find();
  REQUIRE(whole);
  CHECK_FALSE(whole->stored);
  CHECK(whole->credential.contains("encodedList"));
  CHECK(pair.asked() == 0);
  need.as_signed = false;
  pair.pass(8 * day_ms);
  REQUIRE(find());
  CHECK(pair.asked() == 1);  // what is too old is not answered from the store alone
}

TEST_CASE("a list that shrank is a conflict, however it is read, and one that grew is none") {
  Pair pair;
  credential::NeedStatusList need{.url = list_place, .issuer = pair.library.self.did.text()};
  need.places = {{5}};
  const auto has_shrunk = [&](bool as_signed) {
    need.as_signed = as_signed;
    const auto found = run_task(pair.employer.evidence.find_status_list(need)).value();
    return found.from.issuer.has(credential::Conflict::list_shrunk);
  };
  pair.open_host();
  REQUIRE(pair.document());
  CHECK_FALSE(has_shrunk(false));
  for (const auto entries : {std::uint64_t{262'144}, std::uint64_t{131'072}}) {
    pair.pass(hour_ms);
    pair.open_host({.entries = entries});
    // As it comes, one entry of what was kept, and the whole of that.
    for (const bool as_signed : {false, false, true}) {
      CHECK(has_shrunk(as_signed) == (entries < 262'144));
    }
  }
}

TEST_CASE("where a list took a revocation back, the whole of it is shown") {
  Pair pair;
  const credential::NeedStatusList need{
      .url = list_place, .issuer = pair.library.self.did.text(), .places = {{5}}};
  const auto find = [&] { return run_task(pair.employer.evidence.find_status_list(need)); };
  pair.open_host({.set = {5}});
  REQUIRE(pair.document());
  REQUIRE(find());
  CHECK(find()->stored.has_value());
  pair.pass(hour_ms);
  pair.open_host({.set = {6}});
  REQUIRE(find());
  const auto found = find();
  CHECK_FALSE(found->stored);
  REQUIRE(found->from.revoked_before);
  CHECK(found->from.revoked_before->get(5).value());
}

TEST_CASE("a list of a feed that grew old is asked for once, and the silence remembered a minute") {
  Pair pair;
  pair.replicate();
  pair.pass(8 * day_ms);
  for (int i = 0; i < 3; ++i) {
    const auto list = pair.list();
    REQUIRE(list);
    CHECK(list->from.source == Source::gossip);
    CHECK(list->from.asked_outside == (i == 0));
  }
  CHECK(pair.asked() == 1);
  pair.pass(minute_ms - 1);
  REQUIRE(pair.list());
  CHECK(pair.asked() == 1);
  pair.pass(1);
  REQUIRE(pair.list());
  CHECK(pair.asked() == 2);
}

TEST_CASE("a list that nobody has is an error, and its host is not asked again at once") {
  Pair pair;
  const auto in_vain = pair.list();
  CHECK(in_vain.error().code == fetch::fetch_failed);
  CHECK(in_vain.asked_outside);
  const auto again = pair.list();
  CHECK(again.error().code == fetch::fetch_failed);
  CHECK_FALSE(again.asked_outside);
  CHECK(pair.asked() == 1);
  pair.employer.fetcher.answer(list_place, 500, "sorry");
  pair.pass(minute_ms);
  CHECK(pair.list().error().code == fetch::fetch_failed);
  CHECK(pair.asked() == 2);
}

TEST_CASE("a list from the web serves as long as it says, and a day at the most") {
  Pair pair;
  pair.open_host({.ttl_ms = hour_ms});
  REQUIRE(pair.document());
  const auto first = pair.list();
  REQUIRE(first);
  CHECK(first->from.source == Source::https);
  CHECK(pair.asked() == 2);
  pair.pass(hour_ms - 1);
  CHECK(pair.list()->from.source == Source::own);
  CHECK(pair.asked() == 2);
  pair.pass(1);
  pair.open_host({.ttl_ms = 400 * day_ms});
  CHECK(pair.list()->from.source == Source::https);
  CHECK(pair.asked() == 3);
  pair.pass(day_ms);
  CHECK(pair.list()->from.source == Source::https);
  CHECK(pair.asked() == 4);
}

TEST_CASE(
    "a list from the web that its issuer did not sign does not take the place of one it did") {
  Pair pair;
  pair.replicate();
  pair.pass(8 * day_ms);
  const TestNode thief("library.example", 66);
  pair.employer.fetcher.answer(list_place, 200, list_of(thief));
  CHECK(pair.list()->from.source == Source::gossip);
  pair.employer.fetcher.answer(list_place, 200, "no list");
  CHECK(pair.list()->from.source == Source::gossip);
  pair.open_host();
  CHECK(pair.list()->from.source == Source::https);
}

TEST_CASE("where nothing is held, what the host says is for the verification to judge") {
  Pair pair;
  const TestNode thief("library.example", 66);
  pair.open_host();
  pair.employer.fetcher.answer(list_place, 200, list_of(thief));
  REQUIRE(pair.document());
  const auto list = pair.list();
  REQUIRE(list);
  CHECK(list->credential == list_of(thief));
  CHECK_FALSE(
      *records::find_list(pair.employer.memory.store, {list_place, pair.library.self.did.text()}));
}

TEST_CASE("a list from the web that takes a revocation back does not undo it") {
  Pair pair;
  pair.open_host({.set = {7}, .ttl_ms = 0});
  REQUIRE(pair.document());
  REQUIRE(pair.list());
  pair.pass(minute_ms);
  pair.open_host({.ttl_ms = 0});
  const auto list = pair.list();
  REQUIRE(list);
  REQUIRE(list->from.revoked_before);
  CHECK(*list->from.revoked_before->get(7));
  CHECK_FALSE(*list->from.revoked_before->get(8));
}

TEST_CASE("a document from the web is asked for again after an hour, and kept when its host goes") {
  Pair pair;
  pair.open_host();
  CHECK(pair.document()->from.source == Source::https);
  pair.pass(hour_ms - 1);
  CHECK(pair.document()->from.source == Source::own);
  CHECK(pair.asked() == 1);
  pair.pass(1);
  CHECK(pair.document()->from.source == Source::https);
  pair.employer.fetcher.forget_all();
  pair.pass(400 * day_ms);
  const auto kept = pair.document();
  REQUIRE(kept);
  CHECK(kept->from.source == Source::own);
  CHECK(kept->from.asked_outside);
  CHECK(kept->documents.newest()->id() == pair.library.self.did);
  REQUIRE(pair.document());
  CHECK(pair.asked() == 3);
}

TEST_CASE("strangers do not fill the disk: what they bring beyond a day's allowance is not kept") {
  Pair pair;
  const std::string filler(900'000, 'x');
  std::size_t kept = 0;
  for (int i = 0; i < 80; ++i) {
    const auto host = "made-up-" + std::to_string(i) + ".example";
    auto text = tests::TestParty::at_host(host, 3).document();
    text.insert(1, "\"filler\":\"" + filler + "\",");
    pair.employer.fetcher.answer("https://" + host + "/.well-known/did.json", 200, text);
    const auto did = *did::Did::parse("did:web:" + host);
    CHECK(run_task(pair.employer.evidence.find_did(did))->from.source == Source::https);
    if (*records::find_did(pair.employer.memory.store, did.text())) ++kept;
  }
  CHECK(kept == 74);
}

TEST_CASE("a DID that nobody resolves is told as what it is, each time") {
  Pair pair;
  const auto code_of = [&](const std::string& did) {
    return run_task(pair.employer.evidence.find_did(*did::Did::parse(did))).error().code;
  };
  CHECK(code_of("did:web:gone.example") == did::unavailable);
  CHECK(code_of("did:web:gone.example") == did::unavailable);
  CHECK(pair.asked() == 1);
  CHECK(code_of("did:nobody:x") == did::unsupported_method);
  CHECK(code_of("did:nobody:x") == did::unsupported_method);
  CHECK_FALSE(
      run_task(pair.employer.evidence.find_did(*did::Did::parse("did:nobody:x"))).asked_outside);
}

TEST_CASE("our own document and lists are our own word") {
  Pair pair;
  auto& library = pair.library;
  const auto badge = library.award(library.define("Taalmaatje"));
  CHECK(run_task(library.evidence.find_did(library.self.did))->from.source == Source::own);
  const auto find = [&] {
    return run_task(library.evidence.find_status_list({list_place, library.self.did.text()}));
  };
  const auto before = find();
  REQUIRE(before);
  CHECK(before->from.source == Source::own);
  CHECK(before->from.last_heard == library.clock.now());
  REQUIRE(run_task(change_status(library.ports, {.badge_id = tests::id_of(badge)})));
  CHECK(find()->credential != before->credential);
  CHECK(library.fetcher.asked().empty());
}

TEST_CASE("a list of ours that is not published yet is not looked for elsewhere") {
  TestNode library("library.example");
  library.memory.records.statuses.open({"refresh", "https://library.example"});
  const auto list = run_task(library.evidence.find_status_list(
      {"https://library.example/status/3", library.self.did.text()}));
  CHECK_FALSE(list);
  CHECK(library.fetcher.asked().empty());
}

TEST_CASE("a key is asked of its host, which is left alone for a while after it failed") {
  Pair pair;
  const credential::NeedDocument key{"https://school.example/keys/1"};
  const auto missing = run_task(pair.employer.evidence.find_document(key));
  CHECK(missing.error().code == fetch::fetch_failed);
  CHECK(missing.asked_outside);
  pair.employer.fetcher.answer(key.url, 200, "key");
  const auto soon = run_task(pair.employer.evidence.find_document(key));
  CHECK_FALSE(soon);
  CHECK_FALSE(soon.asked_outside);
  pair.pass(2 * minute_ms);
  const auto found = run_task(pair.employer.evidence.find_document(key));
  REQUIRE(found);
  CHECK(found->document == "key");
  CHECK(found->from.source == Source::https);
}

TEST_CASE("who takes over a domain does not get rid of what was seen there before") {
  Pair pair;
  pair.open_host();
  REQUIRE(pair.document());
  pair.pass(2 * hour_ms);
  const TestNode buyer("library.example", 66);
  pair.employer.fetcher.answer(document_place, 200,
                               std::string(buyer.self.document.source().text()));
  const auto found = pair.document();
  REQUIRE(found);
  REQUIRE(found->documents.versions().size() == 2);
  const auto key = [](const TestNode& node) { return node.issuing->public_key(); };
  CHECK(found->documents.unproved_since(key(buyer)) == pair.employer.clock.now());
  CHECK_FALSE(found->documents.unproved_since(key(pair.library)));
  pair.pass(minute_ms);
  CHECK(pair.document()->documents.unproved_since(key(buyer)) ==
        pair.employer.clock.now() - minute_ms);
}

TEST_CASE("a history from the web is kept, and answers when its host is gone") {
  Pair pair;
  tests::WebvhHistory history;
  const auto did = *did::Did::parse(history.did());
  const std::string place = "https://school.example/.well-known/did.jsonl";
  const auto find = [&] { return run_task(pair.employer.evidence.find_did(did)); };
  CHECK_FALSE(find());
  pair.pass(minute_ms);
  const auto early = history.text();
  REQUIRE(history.add("{}", 1, history.document_with("key-2", 101)));
  pair.employer.fetcher.answer(place, 200, history.text());
  CHECK(find()->documents.versions().size() == 2);
  pair.employer.fetcher.answer(place, 200, early);
  pair.pass(hour_ms);
  CHECK(find()->documents.versions().size() == 2);
  pair.employer.fetcher.forget_all();
  pair.pass(400 * day_ms);
  const auto kept = find();
  REQUIRE(kept);
  CHECK(kept->from.source == Source::own);
  CHECK(kept->documents.versions().size() == 2);
  CHECK(kept->documents.is_dated());
}

TEST_CASE("a DID that was deactivated is found with its past") {
  Pair pair;
  tests::WebvhHistory history;
  REQUIRE(history.add(R"({"deactivated":true,"updateKeys":[]})", 1));
  pair.employer.fetcher.answer("https://school.example/.well-known/did.jsonl", 200, history.text());
  for (int i = 0; i < 2; ++i) {
    const auto found = run_task(pair.employer.evidence.find_did(*did::Did::parse(history.did())));
    REQUIRE(found);
    CHECK(found->documents.newest().error().code == did::deactivated);
    CHECK(found->documents.versions().size() == 1);
  }
}

}  // namespace waarmerk::node::actions
