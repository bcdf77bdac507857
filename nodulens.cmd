@echo off
rem Builds what is missing or out of date, then runs the command. See cli\README.md.
setlocal
set "home=%~dp0"
set "home=%home:~0,-1%"
set "built=%home%\target\launcher"

set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "version="
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1" ^| findstr /i /c:" version "') do set "version=%%~v"
if not defined version (
  echo nodulens: no java found; install a JDK, version 17 or newer, or set JAVA_HOME>&2
  exit /b 1
)
for /f "delims=.-+" %%v in ("%version%") do set "major=%%v"
if %major% LSS 17 (
  echo nodulens: needs Java 17 or newer, but %java% is version %version%>&2
  exit /b 1
)

powershell -NoProfile -Command "$s = Get-Item -LiteralPath '%built%\stamp' -ErrorAction SilentlyContinue; if (-not $s -or -not (Test-Path -LiteralPath '%built%\class-path')) { exit 1 }; $in = @(Get-Item -LiteralPath '%home%\pom.xml') + @(Get-Item '%home%\*\pom.xml') + @(Get-Item '%home%\*\src\main' | ForEach-Object { $_; Get-ChildItem $_ -Recurse }); if ($in | Where-Object { $_.LastWriteTime -gt $s.LastWriteTime } | Select-Object -First 1) { exit 1 }"
if errorlevel 1 call :build
if errorlevel 1 exit /b 1

for /f "usebackq delims=" %%c in ("%built%\class-path") do set "CLASSPATH=%built%\lib\*;%%c"
set "flags=-Djava.awt.headless=true -Dai.djl.offline=true -XX:G1HeapRegionSize=8m"
if %major% GEQ 24 set "flags=%flags% --enable-native-access=ALL-UNNAMED"
set "OPT_OUT_TRACKING=true"
if not defined OMP_WAIT_POLICY set OMP_WAIT_POLICY=PASSIVE
"%java%" %flags% %NODULENS_OPTS% org.nodulens.cli.Main %*
exit /b %errorlevel%

:build
where /q mvn
if errorlevel 1 (
  echo nodulens: no mvn on the PATH; install Maven 3.8 or newer to build nodulens>&2
  exit /b 1
)
echo nodulens: building (the first time: about a minute, and the libraries are fetched) ...>&2
if not exist "%built%\lib" mkdir "%built%\lib"
for /d %%m in ("%home%\*") do if exist "%%m\target\launcher" rmdir /s /q "%%m\target\launcher"
type nul >"%built%\stamp.new"
pushd "%home%"
call mvn -B -ntp -Plauncher -DskipChecks -Dmaven.test.skip=true -Dbuild.folder=target/launcher package >"%built%\build.log" 2>&1
set "status=%errorlevel%"
popd
if not "%status%"=="0" (
  findstr /b /c:"[ERROR]" "%built%\build.log">&2
  echo nodulens: the build failed; all of it is in %built%\build.log>&2
  exit /b 1
)
del /q "%built%\lib\*.jar" 2>nul
for /d %%m in ("%home%\*") do (
  if /i not "%%~nxm"=="imagej-plugin" if /i not "%%~nxm"=="spark" copy /y "%%m\target\launcher\nodulens-%%~nxm-*.jar" "%built%\lib\" >nul 2>&1
)
copy /y "%home%\cli\target\launcher\class-path" "%built%\class-path" >nul
move /y "%built%\stamp.new" "%built%\stamp" >nul
exit /b 0
