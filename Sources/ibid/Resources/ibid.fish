# Completion of ibid in fish, which quotes what it types; nothing is expanded here.
function __ibid_complete
    set -l words (commandline --cut-at-cursor --current-process --tokenize)
    set -l word (commandline --cut-at-cursor --current-token | string unescape 2>/dev/null)
    set -l lines (command ibid complete fish -- $words[2..-1] "$word" 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$word"
        case folders
            __fish_complete_directories "$word"
    end
    printf '%s\n' $lines[2..-1]
end
complete --command ibid --no-files --arguments '(__ibid_complete)'
