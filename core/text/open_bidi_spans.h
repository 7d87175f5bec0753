#pragma once

#include <QString>

namespace rawi {

// The bidi spans that are open at a place of a text, by what closes each (UAX #9, rules X1 to X8): a text is passed piece by
// piece, never cut inside a surrogate pair.
class OpenBidiSpans {
public:
    void pass(QStringView piece);

    qsizetype count() const { return m_closers.size(); }
    // What closes them all, the innermost first.
    QString closers() const;

private:
    void closeEmbedding();
    void closeIsolate();

    QString m_closers;
};

// Whether a paragraph ends in this text (bidi class B): every open span ends with it.
bool endsParagraph(QStringView text);

} // namespace rawi
