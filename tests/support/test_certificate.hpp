// TestCertificate: a certificate that signs itself, made for one test and thrown away.
#pragma once

#include <string>

namespace waarmerk::tests {

struct TestCertificate {
  std::string certificate_pem;
  std::string key_pem;
};

/// P-256, valid from an hour ago for a day, for the DNS name or address `host`.
TestCertificate make_certificate(const std::string& host);

}  // namespace waarmerk::tests
