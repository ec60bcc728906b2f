#include "node/openid/interaction.hpp"

#include "crypto/json/writer.hpp"
#include "node/openid/secret_text.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr std::string_view version = "?iuv=1";

std::string write_protocols(std::string_view name, std::string_view old_name,
                            std::string_view link) {
  json::Writer writer;
  writer.begin_object().name("protocols").begin_object();
  return writer.member(name, link).member(old_name, link).end_object().end_object().take();
}

}  // namespace

std::string interaction_of_offer(std::string_view url, std::string_view code) {
  const auto id = secret_id(SecretKind::code, code).value_or("");
  const auto key = code.substr(code.rfind('_') + 1);
  auto link = interaction_of_request(url, id);
  return link.append("&key=").append(key);
}

std::string interaction_of_request(std::string_view url, std::string_view id) {
  return std::string(url).append(interaction_path).append(id).append(version);
}

std::string code_of_interaction(std::string_view id, std::string_view key) {
  return "wmo_" + std::string(id) + "_" + std::string(key);
}

std::string write_offer_protocols(std::string_view link) {
  return write_protocols("oid4vci-1.0", "OID4VCI", link);
}

std::string write_request_protocols(std::string_view link) {
  return write_protocols("oid4vp-1.0", "OID4VP", link);
}

}  // namespace waarmerk::node::openid
