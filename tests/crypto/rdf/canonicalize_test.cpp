#include "crypto/rdf/canonicalize.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "crypto/rdf/nquads.hpp"

namespace waarmerk::rdf {
namespace {

std::string canonical(std::string_view nquads) {
  return canonicalize(parse_nquads(nquads).value()).value();
}

std::string clique(int nodes) {
  std::string text;
  for (int i = 0; i < nodes; ++i) {
    for (int j = 0; j < nodes; ++j) {
      text += "_:n" + std::to_string(i) + " <urn:p> _:n" + std::to_string(j) + " .\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("neither the order of the quads, nor labels, nor repetition change the text") {
  const auto text = canonical(
      "_:x <urn:p> _:y .\n_:y <urn:p> \"1\" .\n<urn:s> <urn:p> _:x _:y .\n_:x <urn:p> _:y .\n");
  CHECK(text == canonical("<urn:s> <urn:p> _:b1 _:b0 .\n_:b0 <urn:p> \"1\" .\n"
                          "_:b1 <urn:p> _:b0 .\n<urn:s> <urn:p> _:b1 _:b0 .\n"));
  CHECK(text != canonical("_:x <urn:p> _:y .\n_:y <urn:p> \"2\" .\n<urn:s> <urn:p> _:x _:y .\n"));
  CHECK(canonicalize(Dataset()).value().empty());
}

TEST_CASE("blank nodes that only their neighbours' neighbours tell apart get labels of their own") {
  constexpr auto one =
      "_:a <urn:p> _:b .\n_:b <urn:p> _:c .\n_:c <urn:p> _:a .\n"
      "_:d <urn:p> _:e .\n_:e <urn:p> _:f .\n_:f <urn:p> _:d .\n_:f <urn:p> \"end\" .\n";
  constexpr auto other =
      "_:1 <urn:p> \"end\" .\n_:1 <urn:p> _:2 .\n_:2 <urn:p> _:3 .\n_:3 <urn:p> _:1 .\n"
      "_:6 <urn:p> _:4 .\n_:5 <urn:p> _:6 .\n_:4 <urn:p> _:5 .\n";
  CHECK(canonical(one) == canonical(other));
  CHECK(canonical(clique(3)) == canonical("_:y <urn:p> _:y .\n_:y <urn:p> _:z .\n"
                                          "_:z <urn:p> _:x .\n_:z <urn:p> _:z .\n"
                                          "_:x <urn:p> _:y .\n_:x <urn:p> _:z .\n"
                                          "_:y <urn:p> _:x .\n_:z <urn:p> _:y .\n"
                                          "_:x <urn:p> _:x .\n"));
}

TEST_CASE("the hash is that of the text, also where this is hashed in pieces") {
  std::string nquads;
  for (int i = 0; i < 500; ++i) {
    nquads += "_:s <urn:p> \"" + std::to_string(i) + "\" .\n_:s <urn:q> _:o .\n";
    if (i % 100 != 1) continue;
    const auto dataset = parse_nquads(nquads).value();
    for (const auto algorithm : {HashAlgorithm::sha256, HashAlgorithm::sha384}) {
      const CanonicalOptions options{.algorithm = algorithm};
      CHECK(canonical_hash(dataset, options).value() ==
            digest(algorithm, bytes_of(canonicalize(dataset, options).value())));
    }
  }
  CHECK(canonical_hash(Dataset()).value() == digest(HashAlgorithm::sha256, {}));
}

TEST_CASE("the labels say which blank node is which") {
  const auto dataset = parse_nquads("_:x <urn:p> _:y .\n_:y <urn:q> \"1\" .\n").value();
  const auto labels = canonical_labels(dataset).value();
  REQUIRE(labels.size() == 2);
  CHECK(labels[0].to == "c14n0");
  CHECK(labels[1].to == "c14n1");
  std::string text;
  for (const auto& line : print_lines(dataset, labels)) text += line;
  CHECK(text == canonicalize(dataset).value());
}

TEST_CASE("lines are printed with labels of somebody's own, and sorted by them") {
  const auto dataset = parse_nquads(
                           "_:x <urn:p> _:y .\n_:y <urn:q> \"1\" .\n_:z <urn:q> \"1\" .\n"
                           "_:x <urn:p> _:y .\n")
                           .value();
  const std::vector<BlankLabel> labels{{.from = "x", .to = "u9"}, {.from = "y", .to = "u1"}};
  CHECK(print_lines(dataset, labels) == std::vector<std::string>{"_:u1 <urn:q> \"1\" .\n",
                                                                 "_:u9 <urn:p> _:u1 .\n",
                                                                 "_:z <urn:q> \"1\" .\n"});
}

TEST_CASE("a graph that was made to keep us busy is refused") {
  CHECK(canonicalize(parse_nquads(clique(4)).value()));
  for (const auto& result : {canonicalize(parse_nquads(clique(10)).value()),
                             canonicalize(parse_nquads(clique(200)).value())}) {
    REQUIRE_FALSE(result);
    CHECK(result.error().code == too_complex);
  }
  const auto hash = canonical_hash(parse_nquads(clique(10)).value());
  REQUIRE_FALSE(hash);
  CHECK(hash.error().code == too_complex);
}

TEST_CASE("more quads than are allowed are refused") {
  const auto dataset = parse_nquads("_:x <urn:p> _:y .\n_:y <urn:q> \"1\" .\n").value();
  CHECK(canonicalize(dataset, {.quads_max = 2}));
  for (const auto& code : {canonicalize(dataset, {.quads_max = 1}).error().code,
                           canonical_hash(dataset, {.quads_max = 1}).error().code,
                           canonical_labels(dataset, {.quads_max = 1}).error().code}) {
    CHECK(code == too_large);
  }
}

}  // namespace waarmerk::rdf
