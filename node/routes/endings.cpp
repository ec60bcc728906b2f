// The end of a feed and what follows it: closing ours, who goes on with our status lists, and those
// of others that we go on with.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/custody.hpp"
#include "node/actions/erase_payload.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/credential/status_list.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "node/records/endings.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode unknown_action{"custody.unknown_action", ErrorKind::invalid};

Result<did::Did> get_did(const json::Reader& body, std::string_view name) {
  TRY(text, body.get_string(name));
  return did::Did::parse(text);
}

Task<Result<http::Response>> show(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  const auto& ports = services.ports;
  CO_TRY(closing, records::find_closing(ports.records.store, ports.self.feed));
  CO_TRY(appointment, records::find_appointment(ports.records.store, ports.self.feed));
  const auto head = ports.records.feeds.head(ports.self.feed);
  json::Writer writer;
  writer.begin_object().member("did", ports.self.did.text());
  writer.member("feed", feed::print_feed_id(ports.self.feed));
  if (head) {
    writer.name("epoch").integer(head->epoch);
    writer.name("seq").integer(static_cast<std::int64_t>(head->seq));
    writer.member("at", print_time(head->ts));
  }
  const auto epoch = head ? head->epoch : 0;
  const auto fork = ports.records.feeds.fork_in(ports.self.feed, epoch);
  writer.name("forked").boolean(fork.has_value());
  if (closing && closing->said.epoch == epoch) {
    writer.name("closed").begin_object().member("at", print_time(closing->said.at));
    writer.member("reason", closing->reason).end_object();
  }
  if (appointment) {
    writer.name("custodian").begin_object();
    writer.member("feed", feed::print_feed_id(appointment->succession.to));
    writer.member("from", print_time(appointment->succession.from)).end_object();
  }
  co_return http::json_response(200, writer.end_object().take());
}

Task<Result<http::Response>> close(Services& services, http::Request request,
                                   http::Parameters parameters) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(did, reader.get_string("did"));
  CO_TRY(reason, reader.get_string("reason"));
  auto done = co_await actions::close_feed(services.ports, {did, reason});
  if (!done) co_return failure_of(std::move(done));
  co_return co_await show(services, std::move(request), std::move(parameters));
}

Result<std::vector<feed::Countersignature>> read_countersignatures(const json::Reader& body) {
  std::vector<feed::Countersignature> all;
  TRY(texts, body.strings("countersignatures"));
  for (const auto& text : texts) {
    TRY(given, feed::parse_countersignature(text));
    all.push_back(given);
  }
  std::ranges::sort(all, {}, &feed::Countersignature::feed);
  return all;
}

Task<Result<http::Response>> appoint(Services& services, http::Request request,
                                     http::Parameters parameters) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(did, get_did(reader, "did"));
  CO_TRY(from, reader.find_time("from"));
  CO_TRY(countersign, read_countersignatures(reader));
  actions::AppointmentOrder order{std::move(did), from, std::move(countersign)};
  auto done = co_await actions::appoint_custodian(services.ports, std::move(order));
  if (!done) co_return failure_of(std::move(done));
  co_return co_await show(services, std::move(request), std::move(parameters));
}

Task<Result<http::Response>> countersign(Services& services, http::Request request,
                                         http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(by, get_did(reader, "by"));
  CO_TRY(did, get_did(reader, "did"));
  CO_TRY(from, reader.get_time("from"));
  const feed::Succession succession{.to = feed::feed_id_of(did), .from = from};
  CO_TRY(given, actions::countersign_appointment(services.ports, feed::feed_id_of(by), succession));
  json::Writer writer;
  writer.begin_object().member("countersignature", feed::print_countersignature(given));
  co_return http::json_response(200, writer.end_object().take());
}

Task<Result<http::Response>> list_custody(Services& services, http::Request /*request*/,
                                          http::Parameters /*none*/) {
  CO_TRY(wards, actions::list_wards(services.ports));
  json::Writer writer;
  writer.begin_object().name("custody").begin_array();
  for (const auto& ward : wards) {
    writer.begin_object().member("did", ward.did);
    writer.name("accepted").boolean(ward.is_accepted);
    writer.name("inForce").boolean(ward.is_in_force);
    writer.name("lists").begin_array();
    for (const auto& list : ward.lists) writer.string(list);
    writer.end_array().end_object();
  }
  co_return http::json_response(200, writer.end_array().end_object().take());
}

Task<Result<http::Response>> accept(Services& services, http::Request request,
                                    http::Parameters parameters) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(did, get_did(json::Reader(body), "did"));
  auto done = co_await actions::accept_custody(services.ports, std::move(did));
  if (!done) co_return failure_of(std::move(done));
  co_return co_await list_custody(services, std::move(request), std::move(parameters));
}

Result<actions::StatusAction> read_action(std::string_view word) {
  if (word == "revoke") return actions::StatusAction::revoke;
  if (word == "suspend") return actions::StatusAction::suspend;
  if (word == "reinstate") return actions::StatusAction::reinstate;
  return fail(unknown_action, "The action is revoke, suspend or reinstate.", "$.action");
}

Task<Result<http::Response>> change(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(list, reader.get_string("list"));
  CO_TRY(index, reader.get_integer("index"));
  CO_TRY(word, reader.get_string("action"));
  CO_TRY(action, read_action(word));
  if (index < 0) co_return fail(credential::index_range, "A place is counted from 0.", "$.index");
  auto done = co_await actions::change_ward_status(
      services.ports, {list, static_cast<std::uint64_t>(index), action});
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

Result<Sha256> get_hash(const json::Reader& body, std::string_view name) {
  TRY(text, body.get_string(name));
  TRY(id, feed::parse_feed_id(text));  // the same 32 bytes in the same letters
  return Sha256{id.value};
}

Task<Result<http::Response>> trust(Services& services, http::Request request,
                                   http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(endorsement, json::Reader(body).get_object("endorsement"));
  auto done = co_await actions::publish_trust(services.ports, body.part(endorsement.value()));
  if (!done) co_return failure_of(std::move(done));
  json::Writer writer;
  writer.begin_object().member("hash", gossip::print_hash(*done)).end_object();
  co_return http::json_response(200, writer.take());
}

Task<Result<http::Response>> end_trust(Services& services, http::Request request,
                                       http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(hash, get_hash(reader, "hash"));
  CO_TRY(reason, reader.get_string("reason"));
  auto done = co_await actions::end_trust(services.ports, hash, reason);
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

Task<Result<http::Response>> erase(Services& services, http::Request request,
                                   http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(feed_text, reader.get_string("feed"));
  CO_TRY(feed, feed::parse_feed_id(feed_text));
  CO_TRY(epoch, reader.find_integer("epoch"));
  CO_TRY(seq, reader.get_integer("seq"));
  const bool is_place = epoch.value_or(0) >= 0 && epoch.value_or(0) <= UINT32_MAX && seq > 0;
  if (!is_place) co_return fail(feed::not_held, "No entry has this place.");
  auto done = co_await actions::erase_payload(
      services.ports,
      {feed, static_cast<std::uint32_t>(epoch.value_or(0)), static_cast<std::uint64_t>(seq)});
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

}  // namespace

std::vector<Row> ending_rows() {
  return {
      {"GET", "/v1/feed", Guard::token, scope::read, show},
      {"POST", "/v1/feed/close", Guard::token, scope::admin, close},
      {"POST", "/v1/feed/custodian", Guard::token, scope::admin, appoint},
      {"POST", "/v1/feed/countersign", Guard::token, scope::admin, countersign},
      {"POST", "/v1/feed/trust", Guard::token, scope::admin, trust},
      {"POST", "/v1/feed/trust-end", Guard::token, scope::admin, end_trust},
      {"POST", "/v1/feed/erase", Guard::token, scope::admin, erase},
      {"GET", "/v1/custody", Guard::token, scope::read, list_custody},
      {"POST", "/v1/custody", Guard::token, scope::admin, accept},
      {"POST", "/v1/custody/status", Guard::token, scope::status, change},
  };
}

}  // namespace waarmerk::node::routes
