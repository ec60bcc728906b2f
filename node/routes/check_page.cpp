// The page on which somebody has a badge checked, and the page that answers.
//
// It asks what POST /credentials/verify asks, fetches a badge whose link it is given, and no more;
// it needs no script, keeps nothing of what was sent, and says in one sentence what is wrong with
// what could not be read.
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "node/actions/sign_receipt.hpp"
#include "node/actions/trust_check.hpp"
#include "node/credential/receipt.hpp"
#include "node/credential/securing.hpp"
#include "node/http/language.hpp"
#include "node/http/query.hpp"
#include "node/routes/answer_facts.hpp"
#include "node/routes/brought.hpp"
#include "node/routes/check_material.hpp"
#include "node/routes/checking.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/shown.hpp"
#include "node/web/again.hpp"
#include "node/web/answer_json.hpp"
#include "node/web/answer_page.hpp"
#include "node/web/check_page.hpp"

namespace waarmerk::node::routes {
namespace {

using words::Key;

web::CheckForm form_for(const Services& services, const http::Request& request) {
  const auto& self = services.ports.self;
  return {.language = http::languages_of(request),
          .node_name = self.name.empty() ? self.did.text() : self.name};
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  co_return web::check_page(form_for(services, request));
}

/// Who types the bare address of a node is a person. The language goes along where it is one.
Task<Result<http::Response>> lead_in(Services& /*services*/, http::Request request,
                                     http::Parameters /*none*/) {
  const auto query = http::Query::parse(request.query());
  const auto named = query ? query->find("lang") : std::nullopt;
  const auto wanted = named ? words::read_languages(*named) : std::nullopt;
  http::Response response{.status = 303, .headers = {}, .body = {}};
  response.headers.set("Location",
                       wanted ? "/check?lang=" + words::print_languages(*wanted) : "/check");
  co_return response;
}

http::Response refuse(web::CheckForm form, Key why, int status) {
  form.wrong = why;
  form.status = status;
  return web::check_page(form);
}

/// A script that checks many asks for the answer alone.
bool wants_json(const http::Request& request) {
  return request.headers.find("Accept").value_or("").starts_with("application/json");
}

/// What only a script has a use for, it asks for by name.
bool asks_for(const http::Request& request, std::string_view what) {
  const auto query = http::Query::parse(request.query());
  return query && query->find(what) == "1";
}

bool wants_receipt(const http::Request& request) {
  return !wants_json(request) || asks_for(request, "receipt");
}

http::Response refuse_often(const Services& services, const http::Request& request) {
  return refuse(form_for(services, request), "wrong.too_often", 429);
}

/// A form, or for a script the sentence alone.
http::Response refuse_for(const http::Request& request, web::CheckForm form, Key why, int status) {
  if (wants_json(request)) return web::wrong_json(form.language, why, status);
  return refuse(std::move(form), why, status);
}

/// With it, why something is refused can be read in another language. A secret is not sent back.
std::string again_for(const Brought& brought, Key why) {
  if (why.name() == "wrong.private_key" || why.name() == "wrong.token") return {};
  return web::again_fields({.file = brought.file, .beside = brought.beside, .link = brought.link});
}

/// What stands behind a link. Its host is asked as the guard allows, and follows nobody further.
Task<Brought> fetch_link(Services& services, std::string link) {
  auto found =
      co_await services.strand.run(services.evidence.find_document({.url = std::move(link)}));
  if (found) co_return bring(found->document);
  Brought silent;
  silent.wrong = Key("wrong.link_silent");
  co_return silent;
}

/// Without it the page is no less an answer.
Task<std::string> receipt_for(Services& services, credential::Verdict verdict, std::string file) {
  auto receipt = co_await services.strand.run(
      actions::sign_receipt(services.ports, std::move(verdict), std::move(file)));
  co_return receipt ? std::move(*receipt) : std::string();
}

CheckOrder order_for(Services& services, Result<credential::Secured> opened,
                     std::vector<kit::Kit> kits) {
  CheckOrder order{.opened = std::move(opened),
                   .options = {.now = services.ports.clock.now()},
                   .brought = std::move(kits)};
  order.options.contexts = services.ports.contexts;
  return order;
}

/// A receipt as it was said, and of the file beside it whether it is the one.
web::ReceiptRead read_receipt(const json::Document& document, const std::string& beside) {
  web::ReceiptRead read{.receipt = credential::read_receipt(document)};
  if (read.receipt && !beside.empty()) read.is_same = credential::is_about(*read.receipt, beside);
  return read;
}

/// Without them the page is no less an answer.
Task<std::optional<web::TrustWays>> ways_to(Services& services, trust::Scope scope,
                                            credential::Verdict verdict) {
  const auto explained = co_await explain_issuer(services, std::move(scope), std::move(verdict));
  if (!explained || !*explained) co_return std::nullopt;
  co_return ways_of(**explained);
}

Task<Result<http::Response>> check(Services& services, http::Request request, Brought brought) {
  auto form = form_for(services, request);
  auto opened = credential::open(brought.badge);
  if (opened && is_shown(*opened) && !wants_json(request)) {
    auto page = co_await answer_shown(services,
                                      {.opened = std::move(*opened),
                                       .language = form.language,
                                       .node_name = form.node_name,
                                       .file = std::move(brought.file),
                                       .may_hear_of_trust = may_hear_of_trust(services, request)});
    if (!page) co_return refuse(std::move(form), "wrong.unavailable", 503);
    co_return page;
  }
  if (const auto why = why_no_badge(brought.badge, opened)) {
    form.again = again_for(brought, *why);
    co_return refuse_for(request, std::move(form), *why, 400);
  }
  auto order = order_for(services, std::move(opened), std::move(brought.kits));
  web::Answer answer{.language = form.language, .node_name = form.node_name, .verdict = {}};
  answer.fetched_from = brought.link;
  std::optional<json::Document> document;  // outlives what is asked about it
  if (order.opened) {
    document = order.opened->document;
    order.options.first_seen = seen_here(services, document->root());
    if (credential::is_receipt(*document)) {
      answer.read = read_receipt(*document, brought.beside);
    } else {
      answer.facts.view = view_of(*document);
    }
    answer.facts.proof = proof_of(*document, brought.badge, services.ports.contexts);
    if (may_hear_of_trust(services, request)) {
      order.trusted_for = actions::scope_of_badge(document->root());
    }
  }
  const auto scope = order.trusted_for;
  auto verdict = co_await check_credential(services, std::move(order));
  if (!verdict) co_return refuse_for(request, std::move(form), "wrong.unavailable", 503);
  answer.verdict = std::move(*verdict);
  answer.verdict.phoned_home |= !brought.link.empty();
  if (!wants_json(request)) {
    if (scope) answer.facts.trust = co_await ways_to(services, *scope, answer.verdict);
    answer.again = {.file = brought.file, .beside = brought.beside, .link = answer.fetched_from};
  }
  if (document && asks_for(request, "material")) {
    answer.material = co_await material_for(services, *document);
  }
  if (!answer.read && wants_receipt(request)) {
    answer.receipt = co_await receipt_for(services, answer.verdict, std::move(brought.file));
  }
  if (wants_json(request)) co_return web::answer_json(answer);
  co_return web::answer_page(answer);
}

Task<Result<http::Response>> answer(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  auto brought = read_brought(request);
  request.body = {};
  if (!brought.link.empty()) {
    auto link = std::move(brought.link);
    brought = co_await fetch_link(services, link);
    brought.link = std::move(link);
  }
  if (brought.wrong) {
    auto form = form_for(services, request);
    form.again = again_for(brought, *brought.wrong);
    co_return refuse_for(request, std::move(form), *brought.wrong, 400);
  }
  co_return co_await check(services, std::move(request), std::move(brought));
}

}  // namespace

std::vector<Row> check_page_rows() {
  return {
      {"GET", "/", Guard::open_cheap, {}, lead_in, Place::connection, refuse_often},
      {"GET", "/check", Guard::open_cheap, {}, show, Place::connection, refuse_often},
      {"POST", "/check", Guard::open_costly, {}, answer, Place::connection, refuse_often},
  };
}

}  // namespace waarmerk::node::routes
