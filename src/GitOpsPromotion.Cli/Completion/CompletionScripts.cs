namespace GitOpsPromotion.Cli.Completion;

/// <summary>The shell scripts for completion. They call the tool with the directive <c>[suggest]</c>.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of gitops-promotion for bash. Put this into ~/.bashrc:
        #   source <(gitops-promotion completion bash)
        _gitops_promotion() {
            local name=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} candidate
            # A value after '=' is completed like a value after a space.
            local line=${COMP_LINE:0:COMP_POINT}
            line=${line:${#name}}
            line=${line# }
            line=${line//=/ }
            [[ $word == '=' ]] && word=
            COMPREPLY=()
            while IFS= read -r candidate; do
                [[ $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
            done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -F _gitops_promotion gitops-promotion
        """;

    private const string Zsh = """
        #compdef gitops-promotion
        # Completion of gitops-promotion for zsh. Put this into ~/.zshrc, after compinit:
        #   source <(gitops-promotion completion zsh)
        _gitops_promotion() {
            local line="${(j: :)words[2,CURRENT]}"
            local -a candidates
            # A value after '=' is completed like a value after a space.
            compset -P '*='
            line="${line//=/ }"
            candidates=("${(@f)$("$words[1]" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            compadd -- ${candidates:#}
        }
        compdef _gitops_promotion gitops-promotion
        """;

    private const string Fish = """
        # Completion of gitops-promotion for fish. Put this into ~/.config/fish/config.fish:
        #   gitops-promotion completion fish | source
        function __gitops_promotion_candidates
            set -l words (commandline --current-process --tokenize --cut-at-cursor)
            set -l word (commandline --current-token --cut-at-cursor)
            # A value after '=' is completed like a value after a space.
            set -l option (string match --regex -- '^--[^=]*=' $word)
            set -l line (string join -- ' ' $words[2..-1] $word | string replace --all -- '=' ' ')
            for candidate in ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                echo -- "$option$candidate"
            end
        end
        complete --command gitops-promotion --no-files --arguments '(__gitops_promotion_candidates)'
        """;

    private const string PowerShell = """
        # Completion of gitops-promotion for PowerShell. Put this into the file $PROFILE:
        #   gitops-promotion completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName gitops-promotion -ScriptBlock {
            param($word, $ast, $position)
            $name = $ast.CommandElements[0].Extent
            $line = $ast.ToString().PadRight($position - $ast.Extent.StartOffset).Substring($name.EndOffset - $ast.Extent.StartOffset)
            # A value after '=' is completed like a value after a space.
            $line = $line.TrimStart().Replace('=', ' ')
            $option = if ($word -match '^(--[^=]*=)') { $Matches[1] } else { '' }
            & $name.Text "[suggest:$($line.Length)]" $line 2>$null |
                Where-Object { "$option$_".StartsWith($word, [StringComparison]::Ordinal) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new("$option$_", $_, 'ParameterValue', $_) }
        }
        """;

    /// <summary>The supported shells.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script for a shell, with line feeds; null for other shells.</summary>
    public static string? Find(string? shell) =>
        shell switch
        {
            "bash" => Bash.ReplaceLineEndings("\n"),
            "zsh" => Zsh.ReplaceLineEndings("\n"),
            "fish" => Fish.ReplaceLineEndings("\n"),
            "powershell" => PowerShell.ReplaceLineEndings("\n"),
            _ => null,
        };
}
