#include "ui/shell/command_palette.h"

#include "core/text/arabic_folding.h"
#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kCommandsShown = 8;
enum Role { HintRole = Qt::UserRole + 1 };

// Icon and words at the start, the shortcut or state at the end.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeTokens &tokens = themeTokens(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.accentSoft);
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 8, 8);
        }
        const QRect rect = option.rect.adjusted(14, 0, -14, 0);
        const auto part = [&](int x, int width) {
            return QStyle::visualRect(option.direction, rect,
                                      QRect(rect.left() + x, rect.top(), std::max(width, 0), rect.height()));
        };
        const QRect box = part(0, 18);
        qvariant_cast<QIcon>(index.data(Qt::DecorationRole))
            .paint(painter, QRect(box.left(), box.center().y() - 9, 18, 18));
        painter->setFont(option.font);
        const QString hint = index.data(HintRole).toString();
        const int hintWidth = painter->fontMetrics().horizontalAdvance(hint) + 4;
        painter->setPen(tokens.muted);
        paintText(*painter, part(rect.width() - hintWidth, hintWidth), hint, option.direction, TextSide::End);
        painter->setPen(tokens.text);
        paintText(*painter, part(30, rect.width() - 38 - hintWidth), index.data().toString(), option.direction);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return QSize(200, scaledPx(36)); }
};

} // namespace

int fuzzyRank(const QString &wanted, const QString &text)
{
    const qsizetype direct = text.indexOf(wanted);
    if (direct >= 0) {
        return static_cast<int>(direct);
    }
    qsizetype at = -1;
    int gaps = 100;
    for (const QChar letter : wanted) {
        const qsizetype next = text.indexOf(letter, at + 1);
        if (next < 0) {
            return -1;
        }
        gaps += static_cast<int>(next - at - 1);
        at = next;
    }
    return gaps;
}

CommandPalette::CommandPalette(Workbench &workbench, QLineEdit &box, QWidget *window)
    : QFrame(window)
    , m_workbench(workbench)
    , m_box(box)
    , m_list(new QListView(this))
{
    setObjectName(u"commandPalette"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 8, 4, 8);
    column->addWidget(m_list);
    m_list->setAccessibleName(tr("Results"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    hide();

    m_wait.setSingleShot(true);
    m_wait.setInterval(120);
    connect(&m_wait, &QTimer::timeout, this, [this] {
        for (PaletteFinder *finder : std::as_const(m_finders)) {
            finder->find(m_box.text().trimmed());
        }
    });
    for (const Feature &feature : workbench.features()) {
        if (feature.makeFinder) {
            m_finders.append(feature.makeFinder(workbench, this));
            connect(m_finders.last(), &PaletteFinder::found, this, &CommandPalette::addHits);
        }
    }
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(&m_box, &QLineEdit::textEdited, this, &CommandPalette::open);
    m_box.installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *before, QWidget *now) {
        if (now == &m_box && before && before->window() == this->window()) {
            m_before = before;
        }
    });
}

void CommandPalette::open()
{
    rebuild();
    place();
    show();
    raise();
}

void CommandPalette::rebuild()
{
    m_list->setAccessibleName(tr("Results"));
    m_model.clear();
    m_choices.clear();
    const QString text = m_box.text().trimmed();
    if (!text.isEmpty()) {
        add({icon(Icon::Search), tr("Show all results for %1").arg(isolate(text)), {},
             [this, text] { m_workbench.search(text); }}, true);
        m_wait.start();
    }
    addActions(foldForSearch(text));
    if (m_model.rowCount() > 0) {
        m_list->setCurrentIndex(m_model.index(0, 0));
    }
}

void CommandPalette::add(const PaletteHit &hit, bool keepsText)
{
    auto *row = new QStandardItem(hit.icon, hit.text);
    row->setData(hit.hint, HintRole);
    m_model.appendRow(row);
    m_choices.append({hit.choose, keepsText});
}

void CommandPalette::addActions(const QString &text)
{
    QList<std::pair<int, QAction *>> ranked;
    for (QAction *action : m_workbench.actions().all()) {
        const int rank = fuzzyRank(text, foldForSearch(action->text().remove(QLatin1Char('&'))));
        if (rank >= 0 && action->isEnabled() && action->isVisible()) {
            ranked.append({rank, action});
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    if (ranked.size() > kCommandsShown && !text.isEmpty()) {
        ranked.resize(kCommandsShown);
    }
    for (const auto &[rank, action] : ranked) {
        add({action->icon().isNull() ? icon(Icon::Command) : action->icon(), action->text().remove(QLatin1Char('&')),
             action->shortcut().toString(QKeySequence::NativeText), [action = action] { action->trigger(); }});
    }
}

void CommandPalette::addHits(const QString &text, const QList<PaletteHit> &hits)
{
    if (!isVisible() || text != m_box.text().trimmed()) {
        return;
    }
    for (const PaletteHit &hit : hits) {
        add(hit);
    }
    place();
}

void CommandPalette::place()
{
    const int rows = std::clamp(m_model.rowCount(), 1, 12);
    const QPoint below = m_box.mapTo(parentWidget(), QPoint(0, m_box.height() + 6));
    const int width = std::max(m_box.width(), 420);
    const int x = std::clamp(below.x() + (m_box.width() - width) / 2, 8,
                             std::max(8, parentWidget()->width() - width - 8));
    setGeometry(x, below.y(), width, rows * scaledPx(36) + 18);
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const Choice choice = m_choices.at(index.row());
    hide();
    if (!choice.keepsText) {
        m_box.clear();
    }
    leadBack(); // a command is for what had the focus; what is found takes it itself
    choice.run();
}

void CommandPalette::moveBy(int rows)
{
    const int count = m_model.rowCount();
    if (count > 0) {
        const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
        m_list->setCurrentIndex(m_model.index(row, 0));
    }
}

void CommandPalette::leadBack()
{
    if (m_before && m_before->isVisible()) {
        m_before->setFocus(Qt::OtherFocusReason);
    } else {
        m_box.clearFocus();
    }
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        if (!isVisible()) {
            open();
        } else {
            moveBy(1);
        }
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_PageDown:
        moveBy(8);
        return true;
    case Qt::Key_PageUp:
        moveBy(-8);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        hide();
        m_box.clear();
        leadBack();
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    }
    if (event->type() == QEvent::FocusOut) {
        hide();
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace rawi
