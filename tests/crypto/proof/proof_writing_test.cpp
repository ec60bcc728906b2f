#include "crypto/proof/proof_writing.hpp"

#include <doctest/doctest.h>

#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {

TEST_CASE("a configuration is the proof without its value, and a proof has it at its end") {
  const auto document = unsecured_document();
  const auto& suite = *get_suite("eddsa-rdfc-2022").value();
  const auto configuration =
      write_configuration(document.root(), options_for(*new_signer()), suite).value();
  CHECK_FALSE(configuration.root().find("proofValue"));
  CHECK_FALSE(configuration.root().find("@context"));
  const auto secured = with_proof(document, configuration, "z1").value();
  CHECK(read_proofs(secured.root()).value().front().proof_value == "z1");
  CHECK(secured.text().ends_with(R"("proofValue":"z1"}})"));
}

TEST_CASE("the configuration of a suite that carries the context has that of the document") {
  const auto document = unsecured_document();
  const auto& suite = *get_suite("eddsa-jcs-2022").value();
  const auto configuration =
      write_configuration(document.root(), options_for(*new_signer()), suite).value();
  CHECK(configuration.root().find("@context"));
}

TEST_CASE("a proof names its method, and stands in an object") {
  const auto& suite = *get_suite("eddsa-rdfc-2022").value();
  CHECK(write_configuration(unsecured_document().root(), {}, suite).error().code == malformed);
  CHECK(write_configuration(parse("[]").root(), options_for(*new_signer()), suite).error().code ==
        malformed);
}

}  // namespace waarmerk::proof
