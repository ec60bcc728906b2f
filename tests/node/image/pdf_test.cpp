#include "node/image/pdf.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/image/baking.hpp"

namespace waarmerk::node::image {
namespace {

/// As the badge book writes it, within a file that is otherwise any PDF.
std::string pdf_of(const std::string& text, const std::string& size, const std::string& more = "") {
  return "%PDF-1.7\n%\xE2\xE3\n1 0 obj\n<<\n/Type /Catalog\n>>\nendobj\n2 0 obj\n<<\n"
         "/Type /EmbeddedFile\n/Subtype /application#2Fvc\n" +
         more + "/Length " + size + "\n>>\nstream\n" + text +
         "\nendstream\nendobj\ntrailer\n<<\n>>\n%%EOF\n";
}

std::string pdf_of(const std::string& text) { return pdf_of(text, std::to_string(text.size())); }

}  // namespace

TEST_CASE("the badge that is attached to a PDF comes out of it") {
  const std::string badge = "{\"a\": \"endstream\\nCafé\"}";
  CHECK(unbake(pdf_of(badge))->text == badge);
  CHECK(unbake(pdf_of(badge) + pdf_of(badge))->text == badge);
}

TEST_CASE("a PDF with no badge, with two or with one that breaks off is refused") {
  CHECK(unbake("%PDF-1.7\n%%EOF\n").error().code == no_badge);
  CHECK(unbake(pdf_of("{}", "2", "/Filter /FlateDecode\n")).error().code == no_badge);
  CHECK(unbake(pdf_of("{}", "99999999999")).error().code == no_badge);
  CHECK(unbake(pdf_of("{\"a\":1}") + pdf_of("{\"a\":2}")).error().code == two_badges);
  CHECK(unbake(pdf_of("{}", "1")).error().code == malformed);
  CHECK(unbake(pdf_of("{}", "500")).error().code == malformed);
  const auto whole = pdf_of("{}");
  CHECK(unbake(whole.substr(0, whole.find("{}") + 1)).error().code == malformed);
}

TEST_CASE("a badge is not baked into a PDF") {
  CHECK(bake("%PDF-1.7\n", "{}").error().code == unknown_format);
}

}  // namespace waarmerk::node::image
