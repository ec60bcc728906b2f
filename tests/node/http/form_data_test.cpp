#include "node/http/form_data.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/http/problem.hpp"

namespace waarmerk::node::http {
namespace {

Request form(std::string body, std::string type = "multipart/form-data; boundary=xYz") {
  Request request;
  request.headers.set("Content-Type", std::move(type));
  request.body = std::move(body);
  return request;
}

std::string part(const std::string& name, const std::string& content) {
  return "--xYz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content +
         "\r\n";
}

const std::string end = "--xYz--\r\n";

ErrorCode refused(const Request& request) {
  const auto parsed = FormData::parse(request);
  REQUIRE_FALSE(parsed);
  return parsed.error().code;
}

}  // namespace

TEST_CASE("the fields of a form come as they were sent, to the byte") {
  const std::string bytes("\x89PNG\r\n\x1a\n\0\r\n--xY", 16);
  const auto parsed = FormData::parse(
      form("--xYz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a; name=b.png\"\r\n"
           "Content-Type: image/png\r\n\r\n" +
           bytes + "\r\n" + part("text", "") + part("text", "again") + end));
  REQUIRE(parsed);
  CHECK(parsed->find("file") == bytes);
  CHECK(parsed->find("text").empty());
  CHECK(parsed->find("other").empty());
}

TEST_CASE("the boundary may stand in quotes, and a form may have no fields") {
  CHECK(FormData::parse(form(part("text", "x") + end, "Multipart/Form-Data; boundary=\"xYz\"")));
  CHECK(FormData::parse(form("--xYz--")));
}

TEST_CASE("what is no form of a page is refused") {
  CHECK(refused(form("{}", "application/json")) == unsupported_media_type);
  CHECK(refused(form("{}", "")) == unsupported_media_type);
  CHECK(refused(form("a=b", "application/x-www-form-urlencoded")) == unsupported_media_type);
  CHECK(refused(form(end, "multipart/form-data-x; boundary=xYz")) == unsupported_media_type);
  CHECK(refused(form(end, "multipart/form-data")) == bad_form);
  CHECK(refused(form(end, "multipart/form-data; boundary=")) == bad_form);
  CHECK(refused(form(end, "multipart/form-data; boundary=\"xYz")) == bad_form);
  CHECK(refused(form(end, "multipart/form-data; boundary=" + std::string(71, 'x'))) == bad_form);
}

TEST_CASE("a form that is cut, broken or beyond a limit is refused") {
  CHECK(refused(form("")) == bad_form);
  CHECK(refused(form("preamble\r\n" + part("text", "x") + end)) == bad_form);
  CHECK(refused(form(part("text", "x"))) == bad_form);
  CHECK(refused(form(part("text", "x") + "--xYz")) == bad_form);
  CHECK(refused(form("--xYz\r\n\r\nx\r\n" + end)) == bad_form);
  CHECK(refused(form("--xYz\r\nContent-Type: text/plain\r\n\r\nx\r\n" + end)) == bad_form);
  CHECK(refused(form("--xYz\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + end)) == bad_form);
  CHECK(refused(form("--xYzContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n" + end)) ==
        bad_form);
  CHECK(refused(form(part(std::string(form_head_bytes_max, 'n'), "x") + end)) == bad_form);
  std::string many;
  for (std::size_t i = 0; i < form_parts_max; ++i) many += part("text", "x");
  CHECK(FormData::parse(form(many + end)));
  CHECK(refused(form(many + part("text", "x") + end)) == bad_form);
}

}  // namespace waarmerk::node::http
