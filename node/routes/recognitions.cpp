// Recognitions: what our organisation says of others, what they say of it, and taking it back.
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/parties.hpp"
#include "node/actions/recognise.hpp"
#include "node/actions/withdraw_bits.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"
#include "node/trust/relation.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::routes {
namespace {

/// Of each side, the newest.
constexpr std::size_t bits_shown_max = 1'000;

Result<did::Did> get_did(const json::Reader& body) {
  TRY(text, body.get_string("did"));
  return did::Did::parse(text);
}

Result<std::string> text_of_member(const json::Reader& body, std::string_view name) {
  TRY(found, body.find_string(name));
  return std::move(found).value_or("");
}

Result<trust::StatementForm> read_form(const json::Reader& body) {
  TRY(text, body.find_string("form"));
  if (!text) return trust::StatementForm::endorsement;
  if (const auto form = trust::parse_statement_form(*text)) return *form;
  return body.get("form")->fail_here(trust::bad_bit,
                                     "The form is endorsement or recognized-entity.");
}

Result<actions::Recognition> read_recognition(const json::Document& body) {
  const json::Reader reader(body);
  TRY_OK(reader.expect(json::Kind::object));
  TRY(plain, reader.find_boolean("plain"));
  TRY(did, get_did(reader));
  actions::Recognition wish{.trustee = std::move(did), .is_plain = plain.value_or(false)};
  if (wish.is_plain) {
    TRY_OK(reader.allow_only({"plain", "did", "form", "name", "comment", "until"}));
  } else {
    TRY_OK(reader.allow_only({"plain", "did", "form", "name", "comment", "until", "kind", "amount",
                              "depth", "quota", "skill", "achievementType", "jurisdiction", "any",
                              "basis"}));
    TRY(terms, trust::read_terms(reader));
    wish.terms = std::move(terms);
  }
  TRY(form, read_form(reader));
  TRY(name, text_of_member(reader, "name"));
  TRY(comment, text_of_member(reader, "comment"));
  TRY(until, reader.find_time("until"));
  wish.form = form;
  wish.name = std::move(name);
  wish.comment = std::move(comment);
  wish.until = until;
  return wish;
}

void write_said(json::Writer& writer, const trust::Endorsement& said) {
  const auto text = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) writer.member(name, value);
  };
  writer.member("truster", said.truster.text()).member("trustee", said.trustee.text());
  text("trusterName", said.truster_name);
  text("name", said.name);
  writer.name("plain").boolean(said.is_plain);
  trust::write_terms(writer, {.kind = said.kind,
                              .amount = said.amount,
                              .depth = said.depth,
                              .quota = said.quota,
                              .scope = said.scope,
                              .basis = said.basis});
  text("comment", said.comment);
  writer.member("from", print_time(said.from)).member("until", print_time(said.until));
}

using Relations = std::set<Sha256>;

/// What the other side of a bit is called.
Result<std::string> find_name(actions::Parties& parties, const actions::KnownBit& bit,
                              const actions::Identity& self) {
  if (bit.kept.name.by != self.feed) {
    TRY(truster, parties.find(bit.kept.name.by));
    return truster.name;
  }
  if (!bit.said) return std::string();
  TRY(trustee, parties.find(feed::feed_id_of(bit.said->trustee)));
  return trustee.name;
}

/// Of the two sides of a bit that can be read; a side without a name is called by its DID.
std::string relation_name_of(const actions::KnownBit& bit, const std::string& name,
                             const actions::Identity& self) {
  const auto& said = *bit.said;
  const auto& other = bit.kept.name.by == self.feed ? said.trustee : said.truster;
  return trust::relation_name({self.feed, self.name.empty() ? self.did.text() : self.name},
                              {feed::feed_id_of(other), name.empty() ? other.text() : name},
                              said.scope);
}

void write_bit(json::Writer& writer, const actions::KnownBit& bit, const Relations& mutual,
               const std::string& name, const actions::Identity& self) {
  writer.begin_object().member("hash", gossip::print_hash(bit.kept.name.hash));
  writer.member("state", actions::print_bit_state(bit.state));
  writer.member("feed", feed::print_feed_id(bit.kept.name.by));
  writer.member("said", print_time(bit.kept.said->at));
  if (const auto relation = actions::relation_of(bit)) {
    writer.member("relation", gossip::print_hash(*relation));
    writer.member("relationName", relation_name_of(bit, name, self));
    const bool stands = bit.state == actions::BitState::stands;
    writer.name("mutual").boolean(stands && mutual.contains(*relation));
    writer.member("form", trust::print_statement_form(bit.form));
    write_said(writer, *bit.said);
  }
  if (!bit.said) writer.member("trustee", bit.kept.about);
  if (!name.empty()) writer.member("called", name);
  if (bit.kept.ended) {
    writer.member("ended", print_time(*bit.kept.ended)).member("reason", bit.kept.reason);
  }
  writer.end_object();
}

Result<void> write_bits(json::Writer& writer, const std::vector<actions::KnownBit>& bits,
                        const Relations& mutual, const Services& services) {
  auto parties = services.trust.parties();
  writer.begin_array();
  const auto count = std::min(bits.size(), bits_shown_max);
  for (std::size_t i = 0; i < count; ++i) {
    TRY(name, find_name(parties, bits[i], services.ports.self));
    write_bit(writer, bits[i], mutual, name, services.ports.self);
  }
  writer.end_array();
  return {};
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  CO_TRY(given, actions::bits_given(services.ports));
  CO_TRY(received, actions::bits_received(services.ports));
  const auto mutual = actions::mutual_relations(given, received);
  json::Writer writer;
  writer.begin_object().name("given");
  auto written = write_bits(writer, given, mutual, services);
  if (written) written = write_bits(writer.name("received"), received, mutual, services);
  if (!written) co_return failure_of(std::move(written));
  co_return http::json_response(200, writer.end_object().take());
}

Task<Result<http::Response>> recognise(Services& services, http::Request request,
                                       http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(wish, read_recognition(body));
  CO_TRY(done, co_await actions::recognise(services.ports, std::move(wish)));
  json::Writer writer;
  writer.begin_object().member("hash", gossip::print_hash(done.hash));
  writer.name("credential").value(done.credential.root()).end_object();
  co_return http::json_response(201, writer.take());
}

Result<actions::Withdrawal> read_withdrawal(const json::Document& body) {
  const json::Reader reader(body);
  TRY(reason, reader.get_string("reason"));
  actions::Withdrawal order{.reason = std::move(reason)};
  TRY(hash, reader.find_string("hash"));
  if (!hash) {
    TRY(did, get_did(reader));
    order.about = std::move(did);
    return order;
  }
  TRY_OK(reader.allow_only({"hash", "reason"}));
  TRY(id, feed::parse_feed_id(*hash));  // the same 32 bytes in the same letters
  order.hash = Sha256{id.value};
  return order;
}

Task<Result<http::Response>> withdraw(Services& services, http::Request request,
                                      http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(order, read_withdrawal(body));
  CO_TRY(hashes, co_await actions::withdraw_bits(services.ports, std::move(order)));
  json::Writer writer;
  writer.begin_object().name("withdrawn").begin_array();
  for (const auto& hash : hashes) writer.string(gossip::print_hash(hash));
  co_return http::json_response(200, writer.end_array().end_object().take());
}

}  // namespace

std::vector<Row> recognition_rows() {
  return {
      {"GET", "/v1/trust/bits", Guard::token, scope::read, list},
      {"POST", "/v1/trust/bits", Guard::token, scope::admin, recognise},
      {"POST", "/v1/trust/bits/withdraw", Guard::token, scope::admin, withdraw},
  };
}

}  // namespace waarmerk::node::routes
