#include "node/web/assets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/encoding/gzip.hpp"
#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::web {
namespace {

const Asset& style() {
  const auto path = asset_path("page.css");
  const auto* found = find_asset(path.substr(path.rfind('/') + 1));
  REQUIRE(found != nullptr);
  return *found;
}

http::Response ask(const std::string& accepted, const std::string& known = {}) {
  http::Request request;
  if (!accepted.empty()) request.headers.set("Accept-Encoding", accepted);
  if (!known.empty()) request.headers.set("If-None-Match", known);
  return asset_response(request, style());
}

}  // namespace

TEST_CASE("each file carries the digest of what is in it, and unpacks to that") {
  REQUIRE(assets().size() >= 5);
  for (const auto& asset : assets()) {
    CAPTURE(asset.name);
    const auto digest = encoding::encode_hex(sha256(bytes_of(asset.plain)).value);
    CHECK(digest.starts_with(asset.digest));
    CHECK(asset.digest.size() == 32);
    CHECK(find_asset(asset.name) == &asset);
    if (asset.gzip.empty()) continue;
    CHECK(asset.gzip.size() < asset.plain.size());
    const auto unpacked = encoding::inflate_gzip(bytes_of(asset.gzip), asset.plain.size());
    REQUIRE(unpacked);
    CHECK(text_of(*unpacked) == asset.plain);
  }
  CHECK(find_asset("page.css") == nullptr);
  CHECK(find_asset("") == nullptr);
}

// What a page may weigh is up to make.mjs, which knows what each of them loads.
TEST_CASE("a style fetches nothing from anybody else") {
  std::size_t styles = 0;
  for (const auto& asset : assets()) {
    if (!asset.type.starts_with("text/css")) continue;
    ++styles;
    CHECK_FALSE(asset.plain.contains("://"));
    CHECK_FALSE(asset.plain.contains("url(//"));
  }
  CHECK(styles >= 2);
  CHECK(style().plain.contains("url(/assets/"));
}

TEST_CASE("a file is sent in the smallest form that is accepted, to be kept") {
  const auto plain = ask("");
  CHECK(plain.status == 200);
  CHECK(plain.body == style().plain);
  CHECK(plain.headers.find("Content-Type") == "text/css; charset=utf-8");
  CHECK(plain.headers.find("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(plain.headers.find("Vary") == "Accept-Encoding");
  CHECK_FALSE(plain.headers.find("Content-Encoding"));
  const auto packed = ask("gzip");
  CHECK(packed.headers.find("Content-Encoding") == "gzip");
  CHECK(packed.body == style().gzip);
  CHECK(packed.headers.find("ETag") != plain.headers.find("ETag"));
  const auto smallest = ask("gzip, br");
  CHECK(smallest.headers.find("Content-Encoding") == "br");
  CHECK(smallest.body == style().brotli);
  CHECK(smallest.body.size() < packed.body.size());
}

TEST_CASE("who has the file is sent nothing, and a form of it is not another form") {
  const auto tag = std::string(*ask("gzip").headers.find("ETag"));
  const auto again = ask("gzip", tag);
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  CHECK(again.headers.find("ETag") == tag);
  CHECK_FALSE(again.headers.find("Content-Encoding"));
  CHECK(ask("", tag).status == 200);
}

}  // namespace waarmerk::node::web
