#include "ui/media/subtitles/subtitle_findings_view.h"

#include "ui/kit/icons.h"

#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kMostFindings = 2000; // shown in the list

} // namespace

SubtitleFindingsView::SubtitleFindingsView(SubtitleEditorModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_list(new QTreeWidget(this))
    , m_fixLine(new QPushButton(this))
    , m_fixAll(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setColumnCount(3);
    column->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_fixLine);
    buttons->addWidget(m_fixAll);
    buttons->addStretch();
    column->addLayout(buttons);
    connect(m_fixLine, &QPushButton::clicked, this, &SubtitleFindingsView::fixLine);
    connect(m_fixAll, &QPushButton::clicked, this, &SubtitleFindingsView::fixAll);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item) {
            Q_EMIT rowChosen(item->data(0, Qt::UserRole).toInt());
        }
    });
}

void SubtitleFindingsView::refresh()
{
    if (isHidden()) { // behind another tab
        return;
    }
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QList<SubtitleEditorModel::Mark> marks = m_model.allMarks();
    for (const SubtitleEditorModel::Mark &mark : marks.first(std::min<qsizetype>(marks.size(), kMostFindings))) {
        auto *item =
            new QTreeWidgetItem(m_list, {QString::number(mark.row + 1), m_model.languageName(mark.side), mark.text});
        item->setData(0, Qt::UserRole, mark.row);
        item->setIcon(2, icon(mark.fixable ? Icon::Pencil : Icon::Alert));
    }
    m_fixAll->setEnabled(std::any_of(marks.begin(), marks.end(), [](const auto &mark) { return mark.fixable; }));
}

void SubtitleFindingsView::fixLine()
{
    if (m_row >= 0) {
        m_model.fixRow(m_row);
    }
}

void SubtitleFindingsView::fixAll()
{
    Q_EMIT told([lines = m_model.fixAll()] { return tr("Fixed %n line(s).", nullptr, lines); });
}

void SubtitleFindingsView::retranslate()
{
    m_list->setAccessibleName(tr("To check"));
    m_list->setHeaderLabels({tr("Line"), tr("Column"), tr("What")});
    m_fixLine->setText(tr("Fix this line"));
    m_fixAll->setText(tr("Fix all"));
    refresh();
}

} // namespace rawi
