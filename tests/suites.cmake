# Read by ctest before the tests start: one ctest entry for each gtest suite of a program, so that a suite's cases share
# one process (and one PostgreSQL). rawi_tests() in CMakeLists.txt writes the calls.
cmake_policy(VERSION 3.25) # ctest sets none

# add_test and its properties, as lines of the list of tests.
function(rawi_entry out name labels command)
  list(JOIN command "]==] [==[" words)
  set(cost 0)
  if("media" IN_LIST labels)
    set(cost 50) # after those of e2e, before the short ones
  endif()
  list(JOIN labels ";" labels)
  string(APPEND ${out}
    "add_test([==[${name}]==] [==[${words}]==])\n"
    "set_tests_properties([==[${name}]==] PROPERTIES LABELS \"${labels}\" TIMEOUT 600 COST ${cost} "
    "ENVIRONMENT [==[RAWI_BIN=${SUITES_BIN}]==])\n")
  set(${out} "${${out}}" PARENT_SCOPE)
endfunction()

# Writes the entries of SUITES_PROGRAM to SUITES_LIST. A suite of SUITES_SPLIT has an entry for each case; a suite of
# SUITES_PROCESSES has the label `process`, too, and runs by tests/again.
function(rawi_find_suites)
  execute_process(COMMAND ${SUITES_PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed RESULT_VARIABLE result TIMEOUT 60)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${SUITES_PROGRAM} --gtest_list_tests: ${result}\n${listed}")
  endif()
  string(REGEX REPLACE "[ \t]*#[^\n]*" "" listed "${listed}") # the values of parameters
  string(REPLACE "\n" ";" lines "${listed}")
  set(entries "")
  foreach(line IN LISTS lines)
    if(line MATCHES "^([^ ]+)\\.$")
      set(suite ${CMAKE_MATCH_1})
      set(labels ${SUITES_LABEL})
      set(command ${SUITES_PROGRAM})
      if(suite IN_LIST SUITES_PROCESSES)
        list(APPEND labels process)
        set(command ${SUITES_AGAIN} ${SUITES_PROGRAM})
      endif()
      if(NOT suite IN_LIST SUITES_SPLIT)
        rawi_entry(entries ${SUITES_LABEL}.${suite} "${labels}" "${command};--gtest_filter=${suite}.*")
      endif()
    elseif(line MATCHES "^  ([^ ]+)$" AND suite IN_LIST SUITES_SPLIT)
      rawi_entry(entries ${SUITES_LABEL}.${suite}.${CMAKE_MATCH_1} "${labels}"
                 "${command};--gtest_filter=${suite}.${CMAKE_MATCH_1}")
    endif()
  endforeach()
  # A suite that was renamed must not lose its place here unseen.
  foreach(suite IN LISTS SUITES_SPLIT SUITES_PROCESSES)
    if(NOT "\n${listed}" MATCHES "\n${suite}\\.\n")
      message(FATAL_ERROR "tests/*/CMakeLists.txt names a suite that ${SUITES_PROGRAM} has not: ${suite}")
    endif()
  endforeach()
  file(WRITE ${SUITES_LIST} "${entries}")
endfunction()

if(NOT EXISTS ${SUITES_PROGRAM})
  add_test(${SUITES_LABEL}.not_built ${SUITES_PROGRAM})
else()
  # A file that is not there is newer than any to IS_NEWER_THAN.
  if(NOT EXISTS ${SUITES_LIST} OR NOT ${SUITES_LIST} IS_NEWER_THAN ${SUITES_PROGRAM} OR NOT ${SUITES_LIST} IS_NEWER_THAN ${SUITES_CALL}
     OR NOT ${SUITES_LIST} IS_NEWER_THAN ${CMAKE_CURRENT_LIST_FILE})
    rawi_find_suites()
  endif()
  include(${SUITES_LIST})
endif()
