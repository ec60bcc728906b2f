#include "node/net/http_exchange.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "node/http/message.hpp"

namespace waarmerk::node::net {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using Parser = beast_http::response_parser<beast_http::string_body>;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t header_bytes_max = 16 << 10;
constexpr std::size_t read_ahead_bytes = 64 << 10;
constexpr int interim_max = 8;

bool is_one_line(std::string_view value) {
  return std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
}

Result<void> add_line(std::string& text, std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  if (!is_one_line(value)) {
    return fail(fetch::fetch_refused, "The header " + std::string(name) + " is not one line.");
  }
  text.append(name).append(": ").append(value).append("\r\n");
  return {};
}

/// Reads headers until one is final; interim responses (RFC 9110 15.2) are passed over.
Task<boost::system::error_code> read_final_header(AnyStream& stream,
                                                  boost::beast::flat_buffer& buffer,
                                                  std::optional<Parser>& parser,
                                                  std::size_t bytes_max) {
  for (int i = 0; i < interim_max; ++i) {
    parser.emplace();
    parser->header_limit(header_bytes_max);
    parser->body_limit(bytes_max);
    const auto [error, size] =
        co_await beast_http::async_read_header(stream, buffer, *parser, as_value);
    if (error || parser->get().result_int() >= 200) co_return error;
  }
  co_return beast_http::make_error_code(beast_http::error::bad_status);
}

/// Whole seconds; more than an hour is an hour.
std::optional<int> read_retry_after(int status, std::string_view value) {
  const bool is_number = !value.empty() && value.find_first_not_of("0123456789") == value.npos;
  if (status / 100 == 2 || !is_number) return std::nullopt;
  int seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  const bool is_huge = error != std::errc();
  return is_huge ? fetch::retry_after_s_max : std::min(seconds, fetch::retry_after_s_max);
}

}  // namespace

Result<std::string> print_request(const fetch::FetchRequest& request, const RequestLine& line) {
  const bool post = request.method == "POST";
  if (!post && request.method != "GET" && request.method != "DELETE") {
    return fail(fetch::fetch_refused, "Only GET, POST and DELETE are sent.");
  }
  if (!is_one_line(line.target) || line.target.contains(' ')) {
    return fail(fetch::fetch_refused, "The URL is not clean.");
  }
  std::string text = request.method + ' ' + line.target + " HTTP/1.1\r\n";
  TRY_OK(add_line(text, "Host", line.authority));
  TRY_OK(add_line(text, "User-Agent", "waarmerk"));
  TRY_OK(add_line(text, "Accept", request.accept));
  TRY_OK(add_line(text, "Accept-Encoding", "identity"));
  TRY_OK(add_line(text, "Authorization", request.authorization));
  if (post) {
    TRY_OK(add_line(text, "Content-Type", request.content_type));
    TRY_OK(add_line(text, "Content-Length", std::to_string(request.body.size())));
  }
  text += "Connection: close\r\n\r\n";
  if (post) text += request.body;
  return text;
}

Error explain_failure(boost::system::error_code error) {
  if (error == boost::beast::error::timeout) {
    return {fetch::fetch_timeout, "The other side took too long."};
  }
  if (error == beast_http::error::body_limit) {
    return {fetch::fetch_too_large, "The answer is longer than was asked for."};
  }
  return {fetch::fetch_failed, "The other side cannot be talked to: " + error.message() + "."};
}

Task<Result<fetch::Fetched>> exchange(AnyStream& stream, std::string text, std::size_t bytes_max) {
  const auto [not_sent, sent] = co_await asio::async_write(stream, asio::buffer(text), as_value);
  if (not_sent) co_return std::unexpected(explain_failure(not_sent));
  boost::beast::flat_buffer buffer(header_bytes_max + read_ahead_bytes);
  std::optional<Parser> parser;
  const auto no_header = co_await read_final_header(stream, buffer, parser, bytes_max);
  if (no_header) co_return std::unexpected(explain_failure(no_header));
  if (!parser->is_done()) {
    const auto [error, size] = co_await beast_http::async_read(stream, buffer, *parser, as_value);
    if (error) co_return std::unexpected(explain_failure(error));
  }
  auto message = parser->release();
  const auto encoding = message[beast_http::field::content_encoding];
  if (!encoding.empty() &&
      !http::equal_without_case({encoding.data(), encoding.size()}, "identity")) {
    co_return fail(fetch::fetch_failed, "The answer is encoded though we asked for it not to be.");
  }
  const auto wait = read_retry_after(static_cast<int>(message.result_int()),
                                     message[beast_http::field::retry_after]);
  co_return fetch::Fetched{.status = static_cast<int>(message.result_int()),
                           .content_type = std::string(message[beast_http::field::content_type]),
                           .body = std::move(message.body()),
                           .retry_after_s = wait};
}

}  // namespace waarmerk::node::net
