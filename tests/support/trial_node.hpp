// TrialNode: an organisation with its running node, and what people do with it over HTTP.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/http_caller.hpp"
#include "tests/support/node_process.hpp"
#include "tests/support/organisation.hpp"

namespace waarmerk::tests {

inline constexpr std::string_view trial_subject =
    "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/// A badge as it was acknowledged: `credential` is to the byte.
struct Awarded {
  std::string id;
  std::string credential;
};

/// `{"achievement": …, "subject": {"id": …}}`
std::string award_body(std::string_view achievement);
/// A realistic definition, about 2 KB.
std::string definition_body(std::string_view name);
/// `{"verifiableCredential": …}`
std::string verify_body(std::string_view credential);

struct TrialNode {
  explicit TrialNode(OrganisationWish wish = {}) : organisation(std::move(wish)) {}

  const std::string& token() const { return organisation.token(); }
  /// The id of the definition.
  std::string define(std::string_view name = "Digitaal vaardig");
  Awarded award(std::string_view achievement);
  /// `action` is `revoke`, `suspend` or `reinstate`.
  void change(const Awarded& badge, std::string_view action);
  Answer verify(std::string_view credential);
  /// The outcome's code, such as `badge.genuine`.
  std::string verdict_code(std::string_view credential);
  /// Asks the peers now.
  void sync();
  /// The newest header of a feed that is held here; empty where there is none.
  std::string head_of(const std::string& feed_name);
  /// Asks the peers until this feed is here as far as `other` has it; false where it does not come
  /// to that. Nobody is asked about a badge meanwhile.
  bool catches_up(const std::string& feed_name, TrialNode& other) {
    return comes_to_hold(feed_name, other.head_of(feed_name));
  }
  bool comes_to_hold(const std::string& feed_name, const std::string& head);
  bool catches_up_with(TrialNode& author) { return catches_up(author.feed(), author); }
  /// The name of our own feed.
  std::string feed() { return caller.get("/v1/node").text("feed"); }
  /// The value of `/metrics` at the line that begins with `name`; the sum where several do.
  double metric(std::string_view name);

  Organisation organisation;
  NodeProcess process{organisation};
  HttpCaller caller{organisation.port()};
};

}  // namespace waarmerk::tests
