#pragma once

#include "core/rules/describe.h"

#include <QStringList>
#include <QUuid>

namespace rawi {

// What a command was asked with, a line an argument in the desk's words: "English title: The summit". Left out is only the id
// of the record that it is about. `described`: the rule's arguments; of what is not described the form of the JSON decides.
// Of objects each member that has a name is a line. To be looked at long texts and lists are cut; what is copied or exported is
// whole.
enum class ArgumentLength { Cut, Whole };
QStringList argumentLines(const QJsonObject &args, const QList<FieldInfo> &described = {}, const QUuid &about = {},
                          ArgumentLength length = ArgumentLength::Cut);

} // namespace rawi
