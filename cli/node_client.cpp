#include "cli/node_client.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/error_codes.hpp"
#include "crypto/json/parse.hpp"
#include "node/ops/secret_file.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t answer_bytes_max = 64 << 20;
constexpr int answer_timeout_ms = 30'000;

ErrorKind kind_of(int status) {
  switch (status) {
    case 401: return ErrorKind::unauthenticated;
    case 403: return ErrorKind::denied;
    case 404: return ErrorKind::missing;
    case 409: return ErrorKind::conflict;
    case 429: return ErrorKind::exhausted;
    case 500: return ErrorKind::internal;
    case 502:
    case 503:
    case 504: return ErrorKind::unavailable;
    default: return ErrorKind::invalid;
  }
}

Error strange(int status) {
  return {strange_answer, fmt::format("The node answered {}, and not as a node does.", status)};
}

/// The problem document of a node (RFC 9457), as the Error that it was there.
Error problem_of(const node::fetch::Fetched& answer, Workspace& workspace) {
  const auto document = json::parse(answer.body);
  if (!document) return strange(answer.status);
  const auto code = text_at(document->root(), "code");
  if (code.empty()) return strange(answer.status);
  auto detail = text_at(document->root(), "detail");
  if (detail.empty()) detail = text_at(document->root(), "title");
  return {{workspace.keep_text(code), kind_of(answer.status)},
          detail,
          text_at(document->root(), "path")};
}

}  // namespace

Result<NodeClient> NodeClient::find(const Args& args, Workspace& workspace) {
  TRY(files, find_node_files(args, workspace));
  TRY(url, local_url(files.config));
  return NodeClient(std::move(files), std::move(url), workspace);
}

Result<std::string> NodeClient::authorization() const {
  TRY(token, node::ops::read_secret_file(files_.token_path.string()));
  return "Bearer " + std::string(text_of(token.view()));
}

Result<node::fetch::Fetched> NodeClient::send(node::fetch::FetchRequest request) {
  request.bytes_max = answer_bytes_max;
  request.timeout_ms = answer_timeout_ms;
  TRY(network, workspace_.network({Loopback::allowed, files_.config.fetch.ca_file}));
  auto answer = workspace_.run(network->fetch(std::move(request)));
  if (answer) return answer;
  return fail(no_answer, "The node at " + url_ + " does not answer. " + answer.error().detail +
                             " Start it with: waarmerk node start");
}

Result<json::Document> NodeClient::ask(std::string method, const std::string& path,
                                       std::string body) {
  node::fetch::FetchRequest request;
  request.url = url_ + path;
  request.method = std::move(method);
  TRY(bearer, authorization());
  request.authorization = bearer;
  if (request.method == "POST") request.content_type = "application/json";
  request.body = std::move(body);
  return read(send(std::move(request)));
}

Result<json::Document> NodeClient::read(const Result<node::fetch::Fetched>& answer) {
  if (!answer) return std::unexpected(answer.error());
  if (answer->status < 200 || answer->status > 299) {
    return std::unexpected(problem_of(*answer, workspace_));
  }
  auto document = json::parse(answer->body.empty() ? "{}" : answer->body,
                              {.bytes_max = answer_bytes_max, .depth_max = 64});
  if (!document) return std::unexpected(strange(answer->status));
  return document;
}

Result<json::Document> NodeClient::get_open(const std::string& path) {
  return read(send({.url = url_ + path}));
}

Result<std::string> NodeClient::get_text(const std::string& path) {
  TRY(answer, send({.url = url_ + path}));
  return answer.status == 200 ? answer.body : std::string();
}

Result<bool> NodeClient::is_well(const std::string& path) {
  TRY(answer, send({.url = url_ + path}));
  return answer.status == 200;
}

std::string encode_segment(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || std::string_view("-._~").contains(c);
    out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string text_at(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  return std::string(value ? value->string().value_or("") : std::string_view());
}

std::string number_at(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  const auto number = value ? value->integer() : std::nullopt;
  return number ? std::to_string(*number) : std::string();
}

}  // namespace waarmerk::cli
