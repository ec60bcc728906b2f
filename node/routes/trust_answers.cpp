// Why somebody should believe an issuer, by our policy or by one that is given.
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/trust_check.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::routes {
namespace {

Result<trust::Scope> read_scope(const json::Reader& body) {
  trust::Scope scope;
  for (const auto& [dimension, name] : trust::dimension_names) {
    TRY(values, body.strings(name));
    if (!values.empty()) scope.values[dimension] = {values.begin(), values.end()};
  }
  return scope;
}

Result<actions::TrustQuestion> read_question(const json::Reader& body, UnixTime now) {
  TRY(issuer_text, body.get_string("issuer"));
  TRY(issuer, did::Did::parse(issuer_text));
  TRY(scope, read_scope(body));
  TRY(at, body.find_time("at"));
  return actions::TrustQuestion{std::move(issuer), std::move(scope), at.value_or(now)};
}

void write_party(json::Writer& writer, const actions::Party& party) {
  writer.begin_object().member("did", party.did);
  if (!party.name.empty()) writer.member("name", party.name);
  writer.end_object();
}

void write_bit(json::Writer& writer, const actions::ShownBit& bit) {
  writer.begin_object();
  write_party(writer.name("from"), bit.from);
  write_party(writer.name("to"), bit.to);
  writer.member("kind", bit.kind == trust::Kind::introduce ? "introduce" : "issue");
  writer.name("amount").integer(bit.amount);
  writer.member("since", print_time(bit.since)).member("until", print_time(bit.until));
  writer.member("hash", gossip::print_hash(bit.hash));
  if (!bit.comment.empty()) writer.member("comment", bit.comment);
  writer.end_object();
}

void write_paths(json::Writer& writer, const actions::Explanation& shown) {
  writer.name("paths").begin_array();
  for (const auto& path : shown.paths) {
    writer.begin_object();
    write_party(writer.name("root"), path.root);
    writer.name("amount").integer(path.amount).name("bits").begin_array();
    for (const auto& bit : path.bits) write_bit(writer, bit);
    writer.end_array().end_object();
  }
  writer.end_array();
}

void write_cut(json::Writer& writer, const actions::Explanation& shown) {
  writer.name("cut").begin_array();
  for (const auto& obstacle : shown.cut) {
    writer.begin_object();
    write_party(writer.name("from"), obstacle.from);
    if (obstacle.to) write_party(writer.name("to"), *obstacle.to);
    writer.name("amount").integer(obstacle.amount).end_object();
  }
  writer.end_array();
}

void write_vouchers(json::Writer& writer, const actions::Explanation& shown) {
  writer.name("couldVouch").begin_array();
  for (const auto& voucher : shown.vouchers) {
    writer.begin_object();
    write_party(writer.name("who"), voucher.who);
    writer.name("hops").integer(voucher.hops).name("amount").integer(voucher.amount);
    if (voucher.says > 0) writer.name("says").integer(voucher.says);
    writer.end_object();
  }
  writer.end_array();
}

void write_known_for(json::Writer& writer, const actions::Explanation& shown) {
  writer.name("knownFor").begin_array();
  for (const auto& known : shown.known_for) {
    writer.begin_object();
    write_party(writer.name("who"), known.who);
    writer.name("amount").integer(known.amount).name("scope").begin_object();
    trust::write_scope(writer, known.scope);
    writer.end_object().end_object();
  }
  writer.end_array();
}

void write_doubts(json::Writer& writer, const actions::Explanation& shown) {
  writer.name("doubts").begin_array();
  for (const auto& doubt : shown.doubts) {
    writer.begin_object();
    write_party(writer.name("who"), doubt.who);
    writer.member("why", credential::print_liveness(doubt.why));
    if (doubt.last_heard) writer.member("lastHeard", print_time(*doubt.last_heard));
    writer.end_object();
  }
  writer.end_array();
}

void write_dependencies(json::Writer& writer, const actions::Explanation& shown) {
  writer.name("dependsOn").begin_array();
  for (const auto& one : shown.depends_on.feeds) {
    writer.begin_object().member("feed", feed::print_feed_id(one.feed));
    if (one.newest) {
      writer.name("epoch").integer(one.newest->epoch);
      writer.name("seq").integer(static_cast<std::int64_t>(one.newest->seq));
    }
    writer.end_object();
  }
  writer.end_array();
  writer.name("dependsOnMore").boolean(shown.depends_on.is_cut_short);
}

std::string print(const actions::Explanation& shown) {
  json::Writer writer;
  writer.begin_object();
  write_party(writer.name("issuer"), shown.issuer);
  writer.member("level", actions::print_level(shown.level));
  writer.name("amount").integer(shown.amount).name("bound").integer(shown.bound);
  writer.name("needed").integer(shown.needed);
  writer.name("cutShort").boolean(shown.is_cut_short);
  writer.member("sentence", shown.sentence());
  if (shown.holds_until) writer.member("holdsUntil", print_time(*shown.holds_until));
  if (shown.next_change) writer.member("nextChange", print_time(*shown.next_change));
  if (shown.vetoed_by) write_party(writer.name("vetoedBy"), *shown.vetoed_by);
  write_paths(writer, shown);
  write_cut(writer, shown);
  write_vouchers(writer, shown);
  write_known_for(writer, shown);
  write_doubts(writer, shown);
  write_dependencies(writer, shown);
  credential::write_checks(writer, {actions::check_of_trust(shown)});
  return writer.end_object().take();
}

Task<Result<http::Response>> explain(Services& services, http::Request request,
                                     http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  const auto now = services.ports.clock.now();
  CO_TRY(question, read_question(reader, now));
  CO_TRY(policy_text, reader.find_string("policy"));
  if (!policy_text) {
    CO_TRY(shown, services.trust.explain(question, now));
    co_return http::json_response(200, print(shown));
  }
  CO_TRY(policy, actions::read_trust_policy(*policy_text));
  CO_TRY(shown, services.trust.explain(question, policy, now));
  co_return http::json_response(200, print(shown));
}

}  // namespace

std::vector<Row> trust_answer_rows() {
  return {{"POST", "/v1/trust/explain", Guard::token, scope::read, explain}};
}

}  // namespace waarmerk::node::routes
