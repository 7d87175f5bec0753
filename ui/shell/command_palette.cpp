#include "ui/shell/command_palette.h"

#include "core/content/content_item.h"
#include "core/text/arabic_folding.h"
#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"
#include "ui/text/names_text.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kItemsShown = 8;
constexpr int kCommandsShown = 8;
enum Role { ActionRole = Qt::UserRole + 1, ItemRole, SearchRole, HintRole };

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

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return QSize(200, 36); }
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

CommandPalette::CommandPalette(Desk &desk, QLineEdit &box, QWidget *window)
    : QFrame(window)
    , m_desk(desk)
    , m_box(box)
    , m_job(desk.directory(), desk.rules(), desk.clock())
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
        ContentQuery query;
        query.text = m_box.text().trimmed();
        m_job.run(query);
    });
    connect(&m_job, &ContentQueryJob::found, this, &CommandPalette::addItems);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(&m_box, &QLineEdit::textEdited, this, &CommandPalette::open);
    m_box.installEventFilter(this);
}

void CommandPalette::setActions(const QList<QAction *> &actions)
{
    m_actions = actions;
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
    const QString text = m_box.text().trimmed();
    if (!text.isEmpty()) {
        auto *all = new QStandardItem(icon(Icon::Search), tr("Show all results for %1").arg(isolate(text)));
        all->setData(text, SearchRole);
        m_model.appendRow(all);
        m_wait.start();
    }
    addCommands(foldForSearch(text));
    if (m_model.rowCount() > 0) {
        m_list->setCurrentIndex(m_model.index(0, 0));
    }
}

void CommandPalette::addCommands(const QString &text)
{
    QList<std::pair<int, QAction *>> ranked;
    for (QAction *action : m_actions) {
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
        auto *row = new QStandardItem(action->icon().isNull() ? icon(Icon::Command) : action->icon(),
                                      action->text().remove(QLatin1Char('&')));
        row->setData(QVariant::fromValue(action), ActionRole);
        row->setData(action->shortcut().toString(QKeySequence::NativeText), HintRole);
        m_model.appendRow(row);
    }
}

void CommandPalette::addItems(const ContentQuery &query, const QList<QUuid> &ids)
{
    if (!isVisible() || query.text != m_box.text().trimmed()) {
        return;
    }
    const auto rows = m_desk.replica().rowsByIds(recordInfo<ContentItem>(), ids.mid(0, kItemsShown));
    if (!rows) {
        return;
    }
    for (const QJsonObject &one : *rows) {
        const auto item = fromJson<ContentItem>(one);
        auto *row = new QStandardItem(icon(Icon::Film), titleText(item.titleAr, item.titleEn));
        row->setData(item.id.uuid(), ItemRole);
        row->setData(contentStateText(item.state), HintRole);
        m_model.appendRow(row);
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
    setGeometry(x, below.y(), width, rows * 36 + 18);
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const QVariant action = index.data(ActionRole);
    const QUuid item = index.data(ItemRole).toUuid();
    const QString search = index.data(SearchRole).toString();
    hide();
    if (!search.isEmpty()) {
        Q_EMIT searchChosen(search);
    } else if (!item.isNull()) {
        m_box.clear();
        Q_EMIT itemChosen(item);
    } else if (auto *chosen = action.value<QAction *>()) {
        m_box.clear();
        chosen->trigger();
    }
}

void CommandPalette::moveBy(int rows)
{
    const int count = m_model.rowCount();
    if (count > 0) {
        const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
        m_list->setCurrentIndex(m_model.index(row, 0));
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
        m_box.clearFocus();
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
