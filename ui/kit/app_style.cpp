#include "ui/kit/app_style.h"

#include "core/base/literals.h"

#include "core/text/direction.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/icons.h"

#include <QAbstractSpinBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>

namespace rawi {

namespace {

// Where its line begins: Qt goes by the text, and of digits alone it does not know.
void alignNumber(QAbstractSpinBox *box)
{
    const Qt::Alignment start = QStyle::visualAlignment(box->layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    box->setAlignment(start | Qt::AlignAbsolute);
}

// A label begins on its own side: Qt goes by its first letter, so that an English title in an Arabic window, and an Arabic one
// that is isolated, stand on the other.
void alignLabel(QLabel *label)
{
    constexpr const char *kSide = "rawiSide";
    const Qt::Alignment now = label->alignment();
    Qt::Alignment side = now & (Qt::AlignLeading | Qt::AlignTrailing);
    if (now.testFlag(Qt::AlignAbsolute)) {
        side = Qt::Alignment(label->property(kSide).toInt()); // what it was before
    }
    if (!side) {
        return;
    }
    label->setProperty(kSide, static_cast<int>(side));
    label->setAlignment(QStyle::visualAlignment(label->layoutDirection(), side) | (now & Qt::AlignVertical_Mask) | Qt::AlignAbsolute);
}

// An empty line waits for its first letter on the window's side; letters turn it to theirs. Left to itself Qt puts the cursor
// on the keyboard's side. There is no function for this, only the key.
void turnLine(QLineEdit *line)
{
    const Direction house = line->layoutDirection() == Qt::RightToLeft ? Direction::RightToLeft : Direction::LeftToRight;
    const bool rtl = baseDirection(line->text(), house) == Direction::RightToLeft;
    QKeyEvent key(QEvent::KeyPress, rtl ? Qt::Key_Direction_R : Qt::Key_Direction_L, Qt::NoModifier);
    QCoreApplication::sendEvent(line, &key);
}

// Not one that has a direction of its own, nor the digits of a box.
QLineEdit *lineToTurn(QObject *object)
{
    auto *line = qobject_cast<QLineEdit *>(object);
    return line && !qobject_cast<DirectionalLineEdit *>(line) && !qobject_cast<QAbstractSpinBox *>(line->parentWidget()) ? line : nullptr;
}

constexpr const char *kTurns = "rawiTurns";

} // namespace

AppStyle::AppStyle() : QProxyStyle(u"Fusion"_s) { }

int AppStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                        QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_UnderlineShortcut: // the underline breaks the joining of Arabic letters
        return 0;
    case SH_Slider_AbsoluteSetButtons: // a click on a slider goes there
        return Qt::LeftButton;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 18;
    case PM_MessageBoxIconSize:
        return 32;
    case PM_SplitterWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QIcon AppStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    switch (which) {
    case SP_ToolBarHorizontalExtensionButton:
        return icon(Icon::ChevronEnd);
    case SP_LineEditClearButton:
        return icon(Icon::X);
    case SP_MessageBoxQuestion:
        return icon(Icon::Help);
    case SP_MessageBoxInformation:
        return icon(Icon::Info);
    case SP_MessageBoxWarning:
    case SP_MessageBoxCritical:
        return icon(Icon::Alert);
    case SP_ArrowBack: // and the rest of what is in a file dialog
        return icon(Icon::Back);
    case SP_ArrowForward:
        return icon(Icon::Forward);
    case SP_FileDialogToParent:
        return icon(Icon::ChevronUp);
    case SP_FileDialogNewFolder:
        return icon(Icon::Plus);
    case SP_FileDialogListView:
        return icon(Icon::Library);
    case SP_FileDialogDetailedView:
        return icon(Icon::Log);
    default:
        return QProxyStyle::standardIcon(which, option, widget);
    }
}

void AppStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *box = qobject_cast<QAbstractSpinBox *>(widget)) {
        alignNumber(box);
        box->installEventFilter(this);
    }
    if (auto *label = qobject_cast<QLabel *>(widget)) {
        alignLabel(label);
        label->installEventFilter(this);
    }
    if (QLineEdit *line = lineToTurn(widget); line && !line->property(kTurns).toBool()) {
        line->setProperty(kTurns, true);
        line->installEventFilter(this);
        connect(line, &QLineEdit::textChanged, line, [line] { turnLine(line); });
        turnLine(line);
    }
}

bool AppStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange) {
        if (auto *box = qobject_cast<QAbstractSpinBox *>(watched)) {
            alignNumber(box);
        }
        if (auto *label = qobject_cast<QLabel *>(watched)) {
            alignLabel(label);
        }
        if (QLineEdit *line = lineToTurn(watched)) {
            turnLine(line);
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

} // namespace rawi
