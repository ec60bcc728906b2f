// Invitations: to recognise each other, made here, and those of others read and accepted.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/accept_invitation.hpp"
#include "node/actions/invite.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

void write_invitation(json::Writer& writer, const trust::Invitation& invitation) {
  writer.member("inviter", invitation.inviter.text());
  if (!invitation.name.empty()) writer.member("inviterName", invitation.name);
  if (!invitation.url.empty()) writer.member("node", invitation.url);
  if (invitation.invitee) writer.member("invitee", invitation.invitee->text());
  writer.member("until", print_time(invitation.until)).name("terms").begin_object();
  trust::write_terms(writer, invitation.terms);
  writer.end_object();
}

Result<actions::InvitationOrder> read_order(const json::Document& body) {
  const json::Reader reader(body);
  TRY_OK(reader.allow_only({"did", "until", "terms"}));
  TRY(object, reader.get_object("terms"));
  TRY(terms, trust::read_terms(object));
  TRY(until, reader.find_time("until"));
  TRY(text, reader.find_string("did"));
  actions::InvitationOrder order{.terms = std::move(terms), .until = until};
  if (text) {
    TRY(invitee, did::Did::parse(*text));
    order.invitee = std::move(invitee);
  }
  return order;
}

/// What people hand on. A browser keeps what stands behind the # to itself.
std::string link_of(const actions::Invited& invited) {
  const auto& url = invited.invitation.url;
  if (url.empty()) return "waarmerk:invitation#" + invited.token;
  return url + "/invitation/" + actions::id_of(invited.invitation) + '#' + invited.token;
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  CO_TRY(open, actions::open_invitations(services.ports));
  json::Writer writer;
  writer.begin_object().name("open").begin_array();
  for (const auto& invitation : open) {
    writer.begin_object().member("id", actions::id_of(invitation));
    write_invitation(writer, invitation);
    writer.end_object();
  }
  co_return http::json_response(200, writer.end_array().end_object().take());
}

Task<Result<http::Response>> make(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(order, read_order(body));
  CO_TRY(made, co_await actions::invite(services.ports, std::move(order)));
  json::Writer writer;
  writer.begin_object().member("id", actions::id_of(made.invitation));
  writer.member("link", link_of(made));
  write_invitation(writer, made.invitation);
  co_return http::json_response(201, writer.end_object().take());
}

Task<Result<http::Response>> close(Services& services, http::Request /*request*/,
                                   http::Parameters parameters) {
  auto done = co_await actions::close_invitation(services.ports, parameters["id"]);
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

/// The token alone, or a link that ends with it.
Result<std::string> read_token(const json::Reader& body) {
  TRY(text, body.get_string("invitation"));
  return text.substr(text.find('#') + 1);
}

Task<Result<http::Response>> look(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(token, read_token(json::Reader(body)));
  CO_TRY(invitation,
         co_await actions::open_invitation(services.ports, services.evidence, std::move(token)));
  json::Writer writer;
  writer.begin_object();
  write_invitation(writer, invitation);
  co_return http::json_response(200, writer.end_object().take());
}

Result<actions::Acceptance> read_acceptance(const json::Document& body) {
  const json::Reader reader(body);
  TRY_OK(reader.allow_only({"invitation", "terms", "comment", "until"}));
  TRY(token, read_token(reader));
  TRY(comment, reader.find_string("comment"));
  TRY(until, reader.find_time("until"));
  TRY(object, reader.find_object("terms"));
  actions::Acceptance acceptance{
      .token = std::move(token), .comment = std::move(comment).value_or(""), .until = until};
  if (object) {
    TRY(terms, trust::read_terms(*object));
    acceptance.terms = std::move(terms);
  }
  return acceptance;
}

/// What they say of us comes here from their node. One that is a peer already, or has no address
/// that may be asked, is no reason to fail: the answer is said.
Task<bool> meet(Services& services, std::string url) {
  if (url.empty()) co_return false;
  const auto added = co_await services.exchange.add_peer(std::move(url));
  co_return added.has_value();
}

Task<Result<http::Response>> accept(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(acceptance, read_acceptance(body));
  CO_TRY(done, co_await actions::accept_invitation(services.ports, services.evidence,
                                                   std::move(acceptance)));
  const auto is_new = co_await meet(services, done.invitation.url);
  json::Writer writer;
  writer.begin_object();
  write_invitation(writer, done.invitation);
  writer.member("hash", gossip::print_hash(done.answer.hash));
  writer.name("alreadyAnswered").boolean(done.is_standing);
  writer.name("peerAdded").boolean(is_new);
  writer.name("credential").value(done.answer.credential.root()).end_object();
  co_return http::json_response(done.is_standing ? 200 : 201, writer.take());
}

}  // namespace

std::vector<Row> invitation_rows() {
  return {
      {"GET", "/v1/trust/invitations", Guard::token, scope::read, list},
      {"POST", "/v1/trust/invitations", Guard::token, scope::admin, make},
      {"DELETE", "/v1/trust/invitations/{id}", Guard::token, scope::admin, close},
      {"POST", "/v1/trust/invitations/look", Guard::token, scope::admin, look},
      {"POST", "/v1/trust/invitations/accept", Guard::token, scope::admin, accept},
  };
}

}  // namespace waarmerk::node::routes
