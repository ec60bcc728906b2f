// QrPicture: a QR code as SVG, for a page.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::node::web {

/// Dark on light in any colour scheme, since many readers know nothing else, with the quiet zone
/// around it. `label` is plain text, for who cannot see it. Empty where the text is too long for a
/// QR code.
std::string qr_picture(std::string_view text, std::string_view label);

}  // namespace waarmerk::node::web
