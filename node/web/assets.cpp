#include "node/web/assets.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "node/http/coding.hpp"
#include "node/http/etag.hpp"

namespace waarmerk::node::web {
namespace {

struct Form {
  std::string_view coding;
  std::string_view bytes;
};

Form choose_form(const http::Request& request, const Asset& asset) {
  const auto accepted = request.headers.find("Accept-Encoding").value_or("");
  for (const auto& form : {Form{"br", asset.brotli}, Form{"gzip", asset.gzip}}) {
    if (!form.bytes.empty() && http::accepts_coding(accepted, form.coding)) return form;
  }
  return {{}, asset.plain};
}

}  // namespace

const Asset* find_asset(std::string_view name) {
  const auto found = std::ranges::find(assets(), name, &Asset::name);
  return found == assets().end() ? nullptr : &*found;
}

std::string asset_path(std::string_view source) {
  const auto found = std::ranges::find(assets(), source, &Asset::source);
  assert(found != assets().end());
  return "/assets/" + std::string(found == assets().end() ? source : found->name);
}

http::Response asset_response(const http::Request& request, const Asset& asset) {
  const auto form = choose_form(request, asset);
  // Two forms of one file are two things to a cache (RFC 9110 8.8.3.3).
  const auto tag = '"' + std::string(asset.digest) +
                   (form.coding.empty() ? "" : "-" + std::string(form.coding)) + '"';
  http::Response response;
  auto& headers = response.headers;
  headers.set("Content-Type", std::string(asset.type));
  headers.set("Cache-Control", "public, max-age=31536000, immutable");
  headers.set("ETag", tag);
  headers.set("Vary", "Accept-Encoding");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  if (http::has_newest(request, tag)) {
    response.status = 304;
    return response;
  }
  if (!form.coding.empty()) headers.set("Content-Encoding", std::string(form.coding));
  response.body = std::string(form.bytes);
  return response;
}

http::Response worker_response(const http::Request& request) {
  const auto name = asset_path("sw.js").substr(std::string_view("/assets/").size());
  const auto* worker = find_asset(name);
  assert(worker != nullptr);
  auto response = asset_response(request, *worker);
  response.headers.set("Cache-Control", "no-cache");
  response.headers.set("Content-Security-Policy",
                       "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
  return response;
}

}  // namespace waarmerk::node::web
