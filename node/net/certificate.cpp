#include "node/net/certificate.hpp"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <time.h>

#include <memory>
#include <optional>

#include "node/net/tls.hpp"

namespace waarmerk::node::net {
namespace {

std::optional<UnixTime> time_of(const ASN1_TIME* time) {
  tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return UnixTime{static_cast<std::int64_t>(timegm(&parts)) * second_ms};
}

}  // namespace

Result<CertificateTimes> read_certificate_times(const std::string& path) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "r"), BIO_free);
  if (!file) return fail(bad_tls_files, "The certificate " + path + " cannot be read.");
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr), X509_free);
  if (!certificate) return fail(bad_tls_files, "The file " + path + " holds no certificate.");
  const auto begins = time_of(X509_get0_notBefore(certificate.get()));
  const auto ends = time_of(X509_get0_notAfter(certificate.get()));
  if (!begins || !ends) return fail(bad_tls_files, "The certificate " + path + " has no dates.");
  return CertificateTimes{*begins, *ends};
}

}  // namespace waarmerk::node::net
