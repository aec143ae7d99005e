# template.yaml -> the same stack with the function as a container image:
#   sed -f function/src/image/template.sed template.yaml > template-image.yaml
# An image brings its runtime and its handler along; Lambda has SnapStart for zip files only.
/^    Runtime: java25$/d
/^    SnapStart:$/,/^      ApplyOn: PublishedVersions$/d
/^      # sam build cannot build a module/d
s|^      SkipBuild: true$|      DockerContext: .\
      Dockerfile: function/Dockerfile\
      DockerTag: latest|
s|^      CodeUri: function/target/function.zip$|      PackageType: Image|
/^      Handler: /d
# Its JVM has room in half of what the zip's asks for.
s/^    MinValue: 256$/    MinValue: 128/
