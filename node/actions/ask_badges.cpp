#include "node/actions/ask_badges.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "crypto/jose/jws.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "node/actions/commit.hpp"
#include "node/openid/dcql.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/secret_text.hpp"
#include "node/records/requests.hpp"

namespace waarmerk::node::actions {
namespace {

using openid::PresentationRequest;

std::unexpected<Error> refuse(std::string detail, std::string path) {
  return fail(openid::bad_request, std::move(detail), std::move(path));
}

/// Where a wallet sends its owner. A fragment is ours to add.
bool is_web_address(std::string_view text) {
  const bool is_web = text.starts_with("https://") || text.starts_with("http://");
  return is_web && text.size() <= redirect_bytes_max && std::ranges::all_of(text, [](char letter) {
           return letter > ' ' && letter <= '~' && letter != '#' && letter != '"';
         });
}

struct Span {
  UnixTime until;
  UnixTime kept_until;
};

Result<Span> span_of(const RequestOrder& order, UnixTime now) {
  const auto until = order.until.value_or(now + openid::request_ms);
  if (until <= now || until - now > openid::request_ms_max) {
    return refuse("A request is open for up to a day.", "$.until");
  }
  const auto kept_until = order.kept_until.value_or(until + openid::answer_kept_ms);
  if (kept_until < until || kept_until - until > openid::answer_kept_ms_max) {
    return refuse("What is shown is kept from the end of the request on, for up to 30 days.",
                  "$.keepUntil");
  }
  return Span{until, kept_until};
}

Result<void> check_order(const RequestOrder& order) {
  if (order.query.size() > query_bytes_max) return refuse("The query is too long.", "$.query");
  TRY(query, json::parse(order.query));
  TRY_OK(openid::read_dcql(json::Reader(query)));
  if (order.purpose.empty() || order.purpose.size() > purpose_bytes_max) {
    return refuse("Who is asked must be told why, in up to 500 bytes.", "$.purpose");
  }
  if (order.redirect.empty() || is_web_address(order.redirect)) return {};
  return refuse("This must be an address of the web, without a fragment.", "$.redirect");
}

bool is_old(const PresentationRequest& request, UnixTime now) { return request.kept_until <= now; }

Task<Result<void>> save(Ports& ports, PresentationRequest request) {
  storage::Batch rows;
  records::save_request(rows, request);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

Task<Result<std::string>> close(Ports& ports, openid::AnsweredRequest answered) {
  auto saved = co_await save(ports, std::move(answered.request));
  if (!saved) co_return failure_of(std::move(saved));
  co_return std::move(answered.redirect);
}

}  // namespace

Task<Result<PresentationRequest>> ask_badges(Ports& ports, RequestOrder order) {
  if (ports.self.url.empty()) {
    co_return fail(no_request_address, "This node has no web address where a wallet could answer.");
  }
  if (auto good = check_order(order); !good) co_return failure_of(std::move(good));
  const auto now = ports.clock.now();
  CO_TRY(span, span_of(order, now));
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(known, records::list_requests(ports.records.store));
  if (known.size() >= requests_max) {
    co_return fail(many_requests, "1,000 requests are known: withdraw some, or wait.");
  }
  auto request = openid::make_request({.until = span.until,
                                       .kept_until = span.kept_until,
                                       .purpose = std::move(order.purpose),
                                       .query = std::move(order.query),
                                       .redirect = std::move(order.redirect)},
                                      now, ports.random);
  auto saved = co_await save(ports, request);
  if (!saved) co_return failure_of(std::move(saved));
  co_return std::move(request);
}

Result<std::vector<PresentationRequest>> known_requests(const Ports& ports) {
  TRY(all, records::list_requests(ports.records.store));
  std::erase_if(all, [now = ports.clock.now()](const auto& each) { return is_old(each, now); });
  std::ranges::sort(all, std::ranges::greater(), &PresentationRequest::made);
  return std::move(all);
}

Result<PresentationRequest> get_request(const Ports& ports, std::string_view id) {
  TRY(found, records::find_request(ports.records.store, id));
  if (found && !is_old(*found, ports.clock.now())) return std::move(*found);
  return fail(no_request, "There is no such request.");
}

Result<PresentationRequest> get_open_request(const Ports& ports, std::string_view id) {
  TRY(found, get_request(ports, id));
  if (state_of(found, ports.clock.now()) == openid::RequestState::open) return found;
  return fail(no_request, "There is no such request.");
}

Result<std::string> sign_request(const Ports& ports, const PresentationRequest& request,
                                 std::string_view wallet_nonce) {
  if (wallet_nonce.size() > wallet_nonce_bytes_max) {
    return fail(openid::bad_request, "The wallet_nonce is too long.");
  }
  const auto& self = ports.self;
  const auto claims = openid::write_request_object(request, {self.url, self.did.text(), self.name},
                                                   wallet_nonce, ports.clock.now());
  return jose::sign_jws(bytes_of(claims),
                        {.type = "oauth-authz-req+jwt", .key_id = self.issuing_method},
                        self.issuing);
}

Result<PresentationRequest> find_answered(const Ports& ports, std::string_view state) {
  const auto id = openid::secret_id(openid::SecretKind::request_state, state);
  if (!id) return fail(openid::invalid_request, "There is no request with this state.");
  TRY(found, records::find_request(ports.records.store, *id));
  if (!found) return fail(openid::invalid_request, "There is no request with this state.");
  TRY_OK(openid::check_open(*found, state, ports.clock.now()));
  return std::move(*found);
}

Task<Result<std::string>> keep_answer(Ports& ports, std::string state, std::string result) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(request, find_answered(ports, state));
  co_return co_await close(ports, openid::answer_request(std::move(request), std::move(result),
                                                         ports.clock.now(), ports.random));
}

Task<Result<std::string>> keep_refusal(Ports& ports, std::string state, std::string error) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(request, find_answered(ports, state));
  co_return co_await close(
      ports, openid::refuse_request(std::move(request), error, ports.clock.now(), ports.random));
}

Task<Result<void>> count_wrong_answer(Ports& ports, std::string state) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(request, find_answered(ports, state));
  ++request.wrong_answers;
  co_return co_await save(ports, std::move(request));
}

Task<Result<void>> withdraw_request(Ports& ports, std::string id) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(found, get_request(ports, id));
  storage::Batch rows;
  records::erase_request(rows, found.id);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

Task<Result<std::size_t>> forget_requests(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(all, records::list_requests(ports.records.store));
  storage::Batch rows;
  std::size_t count = 0;
  for (const auto& each : all) {
    if (!is_old(each, ports.clock.now())) continue;
    records::erase_request(rows, each.id);
    ++count;
  }
  if (count == 0) co_return count;
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return count;
}

}  // namespace waarmerk::node::actions
