// An employer who follows a library, and is shown a card that names a Status List Token.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/feed/payload.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/status_cwt.hpp"

namespace waarmerk::tests {

inline const std::string token_place = "https://library.example/tokens/1";

struct TokenWish {
  std::uint8_t value = 0;  // of entry 5
  std::string issuer = {};
  std::string url = token_place;
  bool names_issuer = true;
  std::uint64_t entries = 100;
  unsigned bits = 2;
  bool is_cwt = false;
};

inline std::string seconds_of(UnixTime time) { return std::to_string(time.ms / second_ms); }

inline std::string cwt_of(const TestNode& node, const TokenWish& wish,
                          const node::credential::TokenStatusList& list) {
  using encoding::Cbor;
  const auto now_s = node.clock.now().ms / second_ms;
  return sign_cwt({{Cbor::uint(cwt_iss), Cbor::text(node.self.did.text())},
                   {Cbor::uint(cwt_sub), Cbor::text(wish.url)},
                   {Cbor::uint(cwt_iat), Cbor::integer(now_s)},
                   {Cbor::uint(cwt_exp), Cbor::integer(now_s + 7 * 86'400)},
                   {Cbor::uint(cwt_status_list), cwt_list(list)}},
                  node.self.issuing, node.self.issuing_method);
}

/// A token of the library, valid for a week.
inline std::string token_of(const TestNode& node, const TokenWish& wish = {}) {
  auto list = node::credential::TokenStatusList::make(wish.entries, wish.bits).value();
  if (wish.value != 0) REQUIRE(list.set(5, wish.value));
  if (wish.is_cwt) return cwt_of(node, wish, list);
  const auto now = node.clock.now();
  const auto iss = wish.issuer.empty() ? node.self.did.text() : wish.issuer;
  const auto claims = R"({"sub":")" + wish.url + "\"" +
                      (wish.names_issuer ? R"(,"iss":")" + iss + "\"" : std::string()) +
                      R"(,"iat":)" + seconds_of(now) + R"(,"exp":)" + seconds_of(now + 7 * day_ms) +
                      R"(,"ttl":3600,"status_list":{"bits":)" + std::to_string(wish.bits) +
                      R"(,"lst":")" + list.encode() + "\"}}";
  return jose::sign_jws(bytes_of(claims),
                        {.type = std::string(node::credential::status_token_type),
                         .key_id = node.self.issuing_method},
                        node.self.issuing)
      .value();
}

inline Bytes payload_of(const std::string& token, const std::string& url,
                        node::feed::ListFormat format) {
  return node::feed::encode_status(
             {.url = url, .format = format, .version = 9, .list = to_bytes(bytes_of(token))})
      .value();
}

inline Bytes payload_of(const std::string& token, const std::string& url = token_place) {
  return payload_of(token, url, node::feed::format_of(bytes_of(token)));
}

/// An employer who follows the library, and is shown a card that it issued.
struct TokenPair {
  explicit TokenPair(NodeMethod method = NodeMethod::web) : library("library.example", 1, method) {
    accept(entries_of(library));
  }

  void accept(node::gossip::Store store) {
    REQUIRE(run_task(node::actions::accept_entries(employer.ports, std::move(store))));
  }
  void accept_status(Bytes payload) {
    auto entry = next_entry(library, node::feed::EntryType::status, std::move(payload));
    storage::Batch rows;  // the next one comes behind it
    library.memory.records.feeds.save(rows, {entry.header, entry.state, entry.payload},
                                      library.clock.now());
    library.memory.write(rows);
    accept(only(std::move(entry)));
  }
  void pass(std::int64_t ms) {
    library.clock.advance(ms);
    employer.clock.set(library.clock.now());
  }
  /// When it says so.
  UnixTime accept_token(const TokenWish& wish) {
    pass(second_ms);
    accept_status(payload_of(token_of(library, wish)));
    return library.clock.now();
  }
  node::credential::Verdict verify(std::optional<UnixTime> as_of = {}) {
    node::credential::Verification verification(card,
                                                {.now = employer.clock.now(), .as_of = as_of});
    return run_task(
        node::actions::verify_badge(std::move(verification), employer.evidence, employer.clock));
  }
  std::string code_at(UnixTime as_of) { return std::string(verify(as_of).code()); }
  node::actions::ListEvidence list(std::vector<node::credential::StatusPlace> places,
                                   bool as_signed = false) {
    const node::credential::NeedStatusList need{.url = token_place,
                                                .issuer = library.self.did.text(),
                                                .places = std::move(places),
                                                .as_signed = as_signed};
    auto found = run_task(employer.evidence.find_status_list(need));
    REQUIRE(found);
    return std::move(*found);
  }
  std::string code() { return std::string(verify().code()); }
  Result<void> judge(const Bytes& payload) const {
    auto header = next_entry(library, node::feed::EntryType::heartbeat, {}).header;
    header.type = node::feed::EntryType::status;
    return node::actions::make_judge(employer.memory.records)(
        header, payload, *node::feed::feed_keys_of(library.self.document));
  }
  std::string issue() const {
    SeededRandom random(1);
    const auto claims = R"({"vct":"https://library.example/card","iss":")" +
                        library.self.did.text() + R"(","status":{"status_list":{"idx":5,"uri":")" +
                        token_place + "\"}}}";
    return jose::issue_sd_jwt(parse_json(claims).root(), {},
                              {.type = "dc+sd-jwt", .key_id = library.self.issuing_method},
                              library.self.issuing, random)
        .value();
  }

  TestNode library;
  TestNode employer{"employer.example", 2};
  std::string card = issue();
};

}  // namespace waarmerk::tests
