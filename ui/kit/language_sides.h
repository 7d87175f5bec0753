#pragma once

#include <QBoxLayout>

class QHeaderView;

namespace rawi {

// English on the left and Arabic on the right, as on a bilingual page, in windows of either direction: what else turns round
// with the window leaves these where they are.

// A row of the two, English added first. GUI thread.
class LanguagePair : public QBoxLayout {
    Q_OBJECT

public:
    explicit LanguagePair(QWidget *parent = nullptr) : QBoxLayout(QBoxLayout::LeftToRight, parent) { }
    void setGeometry(const QRect &place) override;
};

// Two neighbouring columns of a table.
void keepLanguageSides(QHeaderView &header, int english, int arabic);

} // namespace rawi
