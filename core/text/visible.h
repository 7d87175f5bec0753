#pragma once

#include <QString>

namespace rawi {

// Whether a reader sees anything in the text: something besides blanks, controls, joiners and bidi marks, marks without a
// letter, fillers and tatweel.
bool hasVisible(QStringView text);

// C0, DEL or C1 (Unicode's Cc).
bool isControl(QChar character);
// The controls of a text written as JSON does (\n, \u001b), so that a terminal shows them and does not obey them.
QString withEscapedControls(const QString &text);

// Texts with the same key are the same to a reader: blanks, compositions, cases, forms of hamza and digits apart.
QString readerKey(const QString &text);

} // namespace rawi
