#pragma once

#include <QIcon>
#include <QObject>

#include <functional>

namespace rawi {

// One thing the palette offers: picture and words at the start, a hint at the end.
struct PaletteHit {
    QIcon icon;
    QString text;
    QString hint;
    std::function<void()> choose;
};

// Finds things of a feature for the command palette, off the GUI thread where it takes long. GUI thread.
class PaletteFinder : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Answers with found, perhaps later; a newer call overtakes.
    virtual void find(const QString &text) = 0;

Q_SIGNALS:
    void found(const QString &text, const QList<rawi::PaletteHit> &hits);
};

} // namespace rawi
