#include "crypto/rdf/iri_order.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace waarmerk::rdf {
namespace {

/// In the order of their texts with a `>` behind them.
const std::vector<std::string> in_order = {
    "",
    "did:web:a",
    "http://example.org/a",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/terms0",
    "http://purl.org/dc/terms",  // `/` and `0` are before `>`
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement-x",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievementType",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#id1",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#id",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#ida",
    "https://schema.org/name",
    "https://schema.org/\xc3\xa9",
    "https://www.w3.org/2018/credentials#issuer",
    "https://www.w3.org/ns/credentials/status#statusPurpose",
    "urn:x",
};

template <class Order>
int sign(Order order) {
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

TEST_CASE("IRIs are ordered as their texts are, each with a > behind it") {
  for (std::size_t a = 0; a < in_order.size(); ++a) {
    for (std::size_t b = 0; b < in_order.size(); ++b) {
      CAPTURE(in_order[a]);
      CAPTURE(in_order[b]);
      CHECK(sign(compare_iris(in_order[a], in_order[b])) == sign(a <=> b));
      CHECK(sign(compare_iris(in_order[a], in_order[b])) ==
            sign(in_order[a] + ">" <=> in_order[b] + ">"));
    }
  }
}

TEST_CASE("a key never contradicts the texts, and tells what stands in known namespaces apart") {
  for (std::size_t a = 0; a < in_order.size(); ++a) {
    for (std::size_t b = a + 1; b < in_order.size(); ++b) {
      CAPTURE(in_order[a]);
      CAPTURE(in_order[b]);
      CHECK(order_key(in_order[a]) <= order_key(in_order[b]));
    }
  }
  CHECK(order_key("https://schema.org/name") < order_key("https://schema.org/tool"));
  CHECK(order_key("urn:x") == order_key("urn:y"));  // the texts decide
}

TEST_CASE("the key of a text has what stands before and behind it") {
  CHECK(text_key('<', "ab", '>') == 0x3c61'623e'0000'0000);
  CHECK(text_key('_', "c14n10", ' ') < text_key('_', "c14n2", ' '));
  CHECK(text_key('_', "c14n1", ' ') < text_key('_', "c14n10", ' '));
  CHECK(text_key('<', "longer than seven", '>') == text_key('<', "longer too", '>'));
}

}  // namespace
}  // namespace waarmerk::rdf
