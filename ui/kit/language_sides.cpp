#include "ui/kit/language_sides.h"

#include <QEvent>
#include <QHeaderView>

namespace rawi {

namespace {

// Moves the columns whenever the table turns round.
class ColumnSides final : public QObject {
public:
    ColumnSides(QHeaderView &header, int english, int arabic)
        : QObject(&header), m_header(header), m_english(english), m_arabic(arabic)
    {
        header.installEventFilter(this);
        arrange();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutDirectionChange) {
            arrange();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void arrange()
    {
        const bool englishFirst = m_header.visualIndex(m_english) < m_header.visualIndex(m_arabic);
        if (englishFirst == (m_header.layoutDirection() == Qt::RightToLeft)) {
            m_header.swapSections(m_header.visualIndex(m_english), m_header.visualIndex(m_arabic));
        }
    }

    QHeaderView &m_header;
    int m_english;
    int m_arabic;
};

} // namespace

void LanguagePair::setGeometry(const QRect &place)
{
    // A box layout turns round by itself: in a window from the right its "right to left" runs from the left.
    const bool rtl = parentWidget() && parentWidget()->layoutDirection() == Qt::RightToLeft;
    if (const Direction wanted = rtl ? RightToLeft : LeftToRight; direction() != wanted) {
        setDirection(wanted);
    }
    QBoxLayout::setGeometry(place);
}

void keepLanguageSides(QHeaderView &header, int english, int arabic)
{
    new ColumnSides(header, english, arabic);
}

} // namespace rawi
