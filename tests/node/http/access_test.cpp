// Bearer tokens and scopes.
#include "node/http/access.hpp"

#include <doctest/doctest.h>

#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::http;

namespace {

constexpr UnixTime now{1'000'000};

NewToken sample_token(std::optional<UnixTime> expires = {}) {
  tests::SeededRandom random;
  return make_token(random, {{"badges:write"}, "test", now, expires});
}

Access access_with(TokenRecord record, bool open = false) {
  return Access(
      [record](std::string_view id) -> Result<std::optional<TokenRecord>> {
        if (id != record.id) return std::nullopt;
        return record;
      },
      {.open_on_loopback = open});
}

Request bearing(const std::string& authorization) {
  Request request;
  request.headers.set("Authorization", authorization);
  return request;
}

}  // namespace

TEST_CASE("a token opens what its scopes name, and no more") {
  const auto token = sample_token();
  CHECK(token.text.starts_with("wmk_"));
  CHECK(token_id(token.text) == token.record.id);
  const auto access = access_with(token.record);
  CHECK(access.allow(bearing("Bearer " + token.text), "badges:write", now));
  CHECK(access.allow(bearing("bearer  " + token.text), "badges:write", now));
  CHECK(access.allow(bearing("Bearer " + token.text), "peers:write", now).error().code ==
        missing_scope);
}

TEST_CASE("no token is told from a bad one") {
  const auto token = sample_token();
  const auto access = access_with(token.record);
  CHECK(access.allow(Request{}, "badges:write", now).error().code == no_token);
  auto wrong = token.text;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  auto other_id = token.text;
  other_id[4] = other_id[4] == '0' ? '1' : '0';
  for (const auto& text : {wrong, other_id, token.text + "0", token.text.substr(1),
                           std::string("wmk_"), std::string("x")}) {
    CHECK(access.allow(bearing("Bearer " + text), "badges:write", now).error().code == bad_token);
  }
  for (const auto& header : {"Basic " + token.text, token.text, std::string("Bearer"),
                             std::string("Bearer "), std::string("Bearer   ")}) {
    CHECK(access.allow(bearing(header), "badges:write", now).error().code == bad_token);
  }
}

TEST_CASE("two Authorization headers are refused") {
  const auto token = sample_token();
  auto request = bearing("Bearer " + token.text);
  request.headers.add("authorization", "Bearer x");
  CHECK(access_with(token.record).allow(request, "badges:write", now).error().code == bad_token);
}

TEST_CASE("a token ends when it expires") {
  const auto token = sample_token(now + 1);
  const auto access = access_with(token.record);
  const auto request = bearing("Bearer " + token.text);
  CHECK(access.allow(request, "badges:write", now));
  CHECK(access.allow(request, "badges:write", now + 1).error().code == bad_token);
}

TEST_CASE("open on loopback lets in who is really local") {
  const auto access = access_with(sample_token().record, true);
  Request request;
  request.from_loopback = true;
  for (const auto host : {"localhost:8080", "127.0.0.1", "[::1]:80", "LOCALHOST"}) {
    request.headers.set("Host", host);
    CHECK(access.allow(request, "badges:write", now));
  }
}

TEST_CASE("open on loopback keeps out proxies, foreign names and other machines") {
  const auto access = access_with(sample_token().record, true);
  Request request;
  request.from_loopback = true;
  CHECK_FALSE(access.allow(request, "badges:write", now));
  for (const auto host : {"evil.example", "localhost.evil.example", "[::1].evil.example", ""}) {
    CAPTURE(host);
    request.headers.set("Host", host);
    CHECK_FALSE(access.allow(request, "badges:write", now));
  }
  request.headers.set("Host", "localhost");
  request.headers.set("X-Forwarded-For", "198.51.100.1");
  CHECK_FALSE(access.allow(request, "badges:write", now));
  Request remote;
  remote.headers.set("Host", "localhost");
  CHECK_FALSE(access.allow(remote, "badges:write", now));
}
