#include "node/http/html.hpp"

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base64.hpp"

namespace waarmerk::node::http {

std::string escape_html(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default: safe += c;
    }
  }
  return safe;
}

Response page_response(const Page& page) {
  const std::string language(print_language(page.language));
  Response response;
  response.status = page.status;
  auto& headers = response.headers;
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Language", language);
  headers.set("Vary", "Accept-Language");
  headers.set("Content-Security-Policy",
              "default-src 'none'; style-src 'sha256-" +
                  encoding::encode_base64(sha256(bytes_of(page.style)).value) +
                  "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  response.body = "<!DOCTYPE html>\n<html lang=\"" + language +
                  "\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<title>" +
                  escape_html(page.title) + "</title>\n<style>" + std::string(page.style) +
                  "</style>\n</head>\n<body>\n<main>\n" + page.body + "</main>\n</body>\n</html>\n";
  return response;
}

}  // namespace waarmerk::node::http
