#compdef ibid
# Completion of ibid in zsh, which quotes what it types; nothing is expanded here.
_ibid() {
    local word=$PREFIX line value
    local -a lines values labels labelled open
    [[ $compstate[quote] == \' ]] || word=${(Q)word}
    lines=("${(@f)$(command ibid complete zsh -- "${(@Q)words[2,CURRENT-1]}" "$word" 2>/dev/null)}")
    case $lines[1] in
        files) [[ $PREFIX == --*=* ]] && compset -P '*='; _files; return ;;
        folders) [[ $PREFIX == --*=* ]] && compset -P '*='; _files -/; return ;;
    esac
    for line in "${(@)lines[2,-1]}"; do
        value=${line%%$'\t'*}
        if [[ $line == *$'\t'* ]]; then
            labelled+=("$value")
            labels+=("${(r:20:)value}  ${line#*$'\t'}")
        elif [[ $value == *[:=] ]]; then
            open+=("$value")
        else
            values+=("$value")
        fi
    done
    compadd -U -l -d labels -a -- labelled
    compadd -U -a -- values
    compadd -U -S '' -a -- open
}
if [[ $funcstack[1] == _ibid ]]; then
    _ibid "$@"
else
    compdef _ibid ibid
fi
