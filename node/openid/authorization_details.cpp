#include "node/openid/authorization_details.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/openid/error_codes.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr std::string_view identifier_start = "badge:";
constexpr json::Limits limits{.bytes_max = details_bytes_max, .depth_max = 16};

std::unexpected<Error> refuse(std::string detail) {
  return fail(invalid_authorization_details, std::move(detail));
}

Result<std::string> read_one(json::Value one) {
  const auto type = one.find("type").and_then(&json::Value::string);
  if (type != details_type) return refuse("Details of another type are not known here.");
  const auto id = one.find("credential_configuration_id").and_then(&json::Value::string);
  if (!id || id->empty()) return refuse("credential_configuration_id is missing.");
  return std::string(*id);
}

}  // namespace

Result<std::vector<std::string>> read_authorization_details(std::string_view text) {
  const auto document = json::parse(text, limits);
  if (!document || !document->root().is(json::Kind::array)) {
    return refuse("authorization_details is an array, as JSON.");
  }
  const auto root = document->root();
  if (root.size() == 0 || root.size() > details_max) return refuse("It has one to 8 elements.");
  std::vector<std::string> wanted;
  for (const json::Value one : root.elements()) {
    TRY(id, read_one(one));
    if (std::ranges::find(wanted, id) == wanted.end()) wanted.push_back(std::move(id));
  }
  return wanted;
}

void write_authorization_details(json::Writer& writer,
                                 const std::vector<std::string>& configurations) {
  writer.name("authorization_details").begin_array();
  for (const auto& configuration : configurations) {
    writer.begin_object().member("type", details_type);
    writer.member("credential_configuration_id", configuration);
    writer.name("credential_identifiers").begin_array().string(identifier_of(configuration));
    writer.end_array().end_object();
  }
  writer.end_array();
}

std::string identifier_of(std::string_view configuration) {
  return std::string(identifier_start).append(configuration);
}

std::optional<std::string> configuration_of(std::string_view identifier) {
  if (!identifier.starts_with(identifier_start)) return std::nullopt;
  return std::string(identifier.substr(identifier_start.size()));
}

}  // namespace waarmerk::node::openid
